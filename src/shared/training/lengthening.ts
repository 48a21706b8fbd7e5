import type { EndReason } from './endReasons'
import type { Hyperparameters } from './hyperparameters'
import type { TrainingEvent } from './runTypes'

const isEarly = (reason: EndReason): boolean => reason === 'targetReached' || reason === 'patience'

/**
 * The hyperparameters of a run that goes on after its end.
 * @param iterations - its length now
 * @param reason - why it had ended; a condition that was met does not end it again
 */
export const lengthened = (before: Hyperparameters, iterations: number, reason: EndReason): Hyperparameters => ({
  ...before,
  iterations,
  ...(isEarly(reason) ? { targetAccuracy: 0, patience: 0 } : {}),
})

/** The event that records it; none where nothing changes, because a run that was stopped just continues. */
export function planChange(
  { iterations: from }: Hyperparameters,
  value: number,
  reason: EndReason,
  iteration: number,
): readonly TrainingEvent[] {
  if (from === value && !isEarly(reason)) return []
  return [{ kind: 'planned', iteration, from, value, ...(isEarly(reason) ? { after: reason } : {}) }]
}
