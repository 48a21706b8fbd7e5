/**
 * How many iterations make an epoch: N / B as in the book, at least 1. Need not be whole.
 * @param trainCount - N, images to train on
 * @param batch - B, images per iteration
 */
export function iterationsPerEpoch(trainCount: number, batch: number): number {
  return Math.max(trainCount / batch, 1)
}

/**
 * The epoch an iteration belongs to: floor(i·B / N), or i when one batch is the whole set or more.
 * @param iteration - 0-based
 */
export function epochOf(iteration: number, trainCount: number, batch: number): number {
  // One division of exact integers, so no rounding can fall short of a whole epoch.
  return batch >= trainCount ? iteration : Math.floor((iteration * batch) / trainCount)
}

/**
 * Whether the accuracies are measured after this iteration. The book asks `i % iter_per_epoch == 0`, which a fractional
 * iter_per_epoch almost never meets; here it is whenever the epoch number grows, iteration 0 included.
 */
export function reportsEpoch(iteration: number, trainCount: number, batch: number): boolean {
  return iteration === 0 || epochOf(iteration, trainCount, batch) > epochOf(iteration - 1, trainCount, batch)
}

/**
 * Where an iteration is between the epochs: i·B / N, whole exactly where {@link reportsEpoch} holds and B divides.
 * @param iteration - 0-based
 */
export const exactEpochOf = (iteration: number, trainCount: number, batch: number): number =>
  batch >= trainCount ? iteration : (iteration * batch) / trainCount

/** Whether a record is one of the book's, and not that of a run that ended between two epochs. */
export const isWholeEpoch = ({ epoch }: { readonly epoch: number }): boolean => Number.isInteger(epoch)
