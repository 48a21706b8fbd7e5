/** Why a run ends; on disk in records and checkpoints, so a name is never changed. */
export const END_REASONS = ['finished', 'stopped', 'targetReached', 'patience', 'diverged'] as const
export type EndReason = (typeof END_REASONS)[number]
