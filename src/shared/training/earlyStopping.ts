import type { EndReason } from './endReasons'
import type { EpochRecord } from './runTypes'
import type { Hyperparameters } from './hyperparameters'

/** Whether a run may end before its last iteration because of what it measures. */
export const mayEndEarly = ({ targetAccuracy, patience }: Hyperparameters): boolean =>
  targetAccuracy > 0 || patience > 0

/**
 * Whether a run ends after its newest epoch: the test accuracy has reached the target, or `patience` epochs have passed
 * without a better one.
 * @param epochs - so far, at least one
 * @param bestEpoch - the one with the best test accuracy
 * @returns why, or null to continue
 */
export function earlyStopping(
  { targetAccuracy, patience }: Hyperparameters,
  epochs: readonly EpochRecord[],
  bestEpoch: number,
): EndReason | null {
  const testAccuracy = epochs.at(-1)?.testAccuracy ?? 0
  if (targetAccuracy > 0 && testAccuracy >= targetAccuracy) return 'targetReached'
  const withoutBetter = epochs.filter(({ epoch }) => epoch > bestEpoch).length
  return patience > 0 && withoutBetter >= patience ? 'patience' : null
}
