/** Why a run ends; `chance`: after its last iteration, no better than guessing. On disk in records and checkpoints, so a name is never changed. */
export const END_REASONS = ['finished', 'chance', 'stopped', 'targetReached', 'patience', 'diverged'] as const
export type EndReason = (typeof END_REASONS)[number]
