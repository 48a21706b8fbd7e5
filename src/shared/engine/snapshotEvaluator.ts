import type { Weights } from '../nn/weights'

/** Fractions 0..1 of correctly classified images, each over a whole split. */
export interface Accuracies {
  readonly trainAccuracy: number
  readonly testAccuracy: number
}

/**
 * Measures accuracies somewhere else (a second worker that holds the same dataset) while training goes on. Results may
 * come late; the session records them in the order it asked.
 */
export interface SnapshotEvaluator {
  /**
   * @param weights - of the moment after `iteration`; the caller keeps them unmodified
   * @param epoch - number of the epoch, for messages
   * @param iteration - 0-based iteration after which they are measured
   */
  evaluate(weights: Weights, epoch: number, iteration: number): Promise<Accuracies>
}
