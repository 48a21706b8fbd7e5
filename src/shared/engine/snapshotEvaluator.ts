import type { Weights } from '../nn/weights'

/** Fractions 0..1 of correctly classified images, each over a whole split. */
export interface Accuracies {
  readonly trainAccuracy: number
  readonly testAccuracy: number
}

/**
 * Measures accuracies elsewhere (a second worker with the same dataset) while training continues. Results may
 * arrive late; the session records them in the order of its requests.
 */
export interface SnapshotEvaluator {
  /**
   * @param weights - after `iteration`; not modified by the caller afterwards
   * @param epoch - number of the epoch, for messages
   * @param iteration - 0-based iteration after which they are measured
   */
  evaluate(weights: Weights, epoch: number, iteration: number): Promise<Accuracies>
}
