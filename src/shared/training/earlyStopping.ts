import type { EndReason } from './endReasons'
import { isWholeEpoch } from './epochSchedule'
import type { EpochRecord } from './runTypes'
import type { Hyperparameters } from './hyperparameters'

/** Whether a run may end before its last iteration because of what it measures. */
export const mayEndEarly = ({ targetAccuracy, patience }: Hyperparameters): boolean =>
  targetAccuracy > 0 || patience > 0

/**
 * Whether a run ends after its newest epoch: the test accuracy has reached the target, or `patience` epochs have passed
 * without a better one.
 * @param all - what was measured so far; the newest is a whole epoch. Others do not count, so that a pause or a stop changes nothing
 * @returns why, or null to continue
 */
export function earlyStopping(
  { targetAccuracy, patience }: Hyperparameters,
  all: readonly EpochRecord[],
): EndReason | null {
  if (targetAccuracy > 0 && (all.at(-1)?.testAccuracy ?? 0) >= targetAccuracy) return 'targetReached'
  if (patience === 0) return null
  const accuracies = all.filter(isWholeEpoch).map((record) => record.testAccuracy)
  const withoutBetter = accuracies.length - 1 - accuracies.indexOf(accuracies.reduce((a, b) => Math.max(a, b), 0))
  return withoutBetter >= patience ? 'patience' : null
}
