// The data of an iteration: addresses, shapes and what is kept from one iteration to the next. The host fills these structs
// by the names of their fields: buildKernels.mjs writes their offsets into kernels.generated.ts.

/** A batch expanded from the dataset (see rows.ts). Each thread has its own, because it is read again and again. */
@unmanaged
export class Batch {
  /** Two of (maxBatch) u8: the labels of batches of even and of odd number. */
  evenLabels: usize
  oddLabels: usize
  entries: usize
  /** (maxBatch) u32 */
  ends: usize
  /** Number of the batch that is expanded. */
  number: u32
  /** Result of prefetchRows. Never read: storing it keeps the compiler from removing the prefetch. */
  prefetched: u32
}

/**
 * Half of the hidden layer's tiles, with their columns of W1 and their rows of W2. A shard neither reads nor writes weights of
 * the other one; both need only the batch and each other's partial logits.
 */
@unmanaged
export class Shard {
  /** 0 for the main thread's shard, which has the output layer's bias and the larger tiles, because that thread never sleeps. */
  number: u32
  firstTile: u32
  endTile: u32
  /** First neuron of its first tile, and the number of neurons in all its tiles. */
  firstNeuron: u32
  neurons: u32
  /** (classesPadded) f32 that its partial logits start from: b2 or zeros. */
  bias: usize
  /** (rows, classesPadded) f32, probabilities, then dY. */
  Y: usize
}

/** Kinds of jobs: the forward pass of the batch only, or a whole iteration. */
export const FORWARD: u32 = 0
export const ITERATION: u32 = 1

/** A job for both threads, each for its shard. */
@unmanaged
export class Job {
  kind: u32
  /** Number of the batch; the next batch's is one more. */
  number: u32
  /** Images of the batch, and of the next one; 0 without one. */
  count: u32
  next: u32
  /** Pixels of an image row where the images are shifted, else 0. */
  shiftedCols: u32
  /** Factor of products added to the gradient or the weights. */
  factor: f32
  /** Learning rate of the optimizer's update. */
  rate: f32
}

/** What both threads synchronise on, see workers.ts. A {@link Job} follows it in memory. */
@unmanaged
export class SyncBlock {
  /** Incremented for each job and each interrupt. */
  wakeSequence: i32
  /** Messages sent to the helper: it must leave the worker loop to receive one. */
  interrupts: i32
  /** 1 while the helper sleeps. */
  sleeping: i32
  /** Ticket of the latest published job, of the latest claimed one, and of the latest one that the helper finished. */
  published: i32
  claimed: i32
  done: i32
}

/** Everything the iterations of a network use. */
@unmanaged
export class Step {
  inputs: u32
  classes: u32
  /** Vectors of four hidden neurons, and the number of tiles that they are distributed to. */
  vectors: u32
  tiles: u32
  /** Tiles of 12 classes. */
  classTiles: u32
  /** Of the train split, see rows.ts: (count + 1) u32 and (count) u8. */
  starts: usize
  labels: usize
  /** SGD 0, Momentum 1, AdaGrad 2, Adam 3. */
  optimizer: u32
  /** Packed blocks: the weights; what backpropagation adds to (SGD: the weights themselves); the optimizer's state. */
  weights: usize
  gradient: usize
  firstSlot: usize
  secondSlot: usize
  /** Offsets of the other arrays in a block; W1 is the first. */
  b1: usize
  W2: usize
  b2: usize
  /** Of the current batch: (maxBatch) u32 images, (maxBatch, 2) i8 dx, dy. Of the next one: (maxBatch) u32 images. */
  indices: usize
  shifts: usize
  nextIndices: usize
  /** Capacity in images of what follows. */
  rows: u32
  /** Tile by tile (rows, neurons of the tile) */
  Z: usize
  dZ: usize
  /** Tile by tile (classes, neurons of the tile) */
  W2T: usize
  /**
   * The shards' partial logits, (rows, classesPadded) f32 each: before the update for batches of even number, then of odd
   * number, because one thread may be ahead of the other; and after the update.
   */
  logitsBefore: usize
  logitsAfter: usize
  /** (classesPadded) u32, see softmax. */
  mask: usize
  firstShard: Shard
  secondShard: Shard
  firstBatch: Batch
  secondBatch: Batch
  syncBlock: usize
  /** 1 when the next batch's forward pass has been computed with the current weights. */
  forwardReady: u32
  /** See MIN_SOLO in workers.ts. */
  soloJobs: u32
  nextSoloJobs: u32
  /** The optimizers' constants. */
  decay: f32
  epsilon: f32
  oneMinusBeta1: f32
  oneMinusBeta2: f32
}

/** (count) u8 */
export function labelsOf(batch: Batch): usize {
  return batch.number & 1 ? batch.oddLabels : batch.evenLabels
}
