// What an iteration works on: addresses, shapes and what is remembered from one iteration to the next. simd/stepPlace.ts
// writes these structs, word by word in the order of their fields.

/** A batch spread out of the dataset (see rows.ts). Each thread has its own: it is read again and again. */
@unmanaged
export class Batch {
  /** Two of (maxBatch) u8: the labels of batches of even and of odd number. */
  evenLabels: usize
  oddLabels: usize
  entries: usize
  /** (maxBatch) u32 */
  ends: usize
  /** Number of the batch that stands spread. */
  standing: u32
  /** What touchRows returned. Nobody reads it: it keeps the compiler from leaving the touching out. */
  touched: u32
}

/**
 * Half of the hidden layer's tiles, with their columns of W1 and their rows of W2. A half reads and writes no weights of the
 * other; what both need is the batch and each other's share of the logits.
 */
@unmanaged
export class Half {
  /** 0 is the first thread's: it has the output layer's bias as well, and the larger tiles, for it need not be woken. */
  number: u32
  firstTile: u32
  endTile: u32
  /** Of its first tile, and of all its tiles. */
  firstNeuron: u32
  neurons: u32
  /** (classesPadded) f32 that its share of the logits starts from: b2, or zeros. */
  bias: usize
  /** (rows, classesPadded) f32, probabilities, then dY. */
  Y: usize
}

/** What a thread can be told to do: the forward pass of the batch only, or an iteration. */
export const FORWARD: u32 = 0
export const ITERATION: u32 = 1

/** A share of work; stands behind the words that both threads watch. */
@unmanaged
export class Order {
  work: u32
  /** Number of the batch; the next one's is one more. */
  number: u32
  /** Images of the batch, and of the next one, 0 without one. */
  count: u32
  next: u32
  /** Pixels of an image row where the images are shifted, else 0. */
  shiftedCols: u32
  /** Of products added to the gradient or the weights. */
  factor: f32
  /** Learning rate of the optimizer's update. */
  rate: f32
}

@unmanaged
export class Step {
  inputs: u32
  classes: u32
  /** Of four hidden neurons, and how many tiles they are dealt out to. */
  vectors: u32
  tiles: u32
  /** Of 12 classes. */
  classTiles: u32
  /** Of the train split, see rows.ts: (count + 1) u32 and (count) u8. */
  starts: usize
  labels: usize
  /** SGD 0, Momentum 1, AdaGrad 2, Adam 3. */
  optimizer: u32
  /** Packed blocks: the weights; what backpropagation adds to (SGD: the weights themselves); the optimizer's memory. */
  weights: usize
  gradient: usize
  firstSlot: usize
  secondSlot: usize
  /** Where the other arrays begin in a block; W1 is the first. */
  b1: usize
  W2: usize
  b2: usize
  /** Of the batch in hand: (maxBatch) u32 images, (maxBatch, 2) i8 dx, dy. Of the next one: (maxBatch) u32 images. */
  indices: usize
  shifts: usize
  nextIndices: usize
  /** Images there is room for in what follows. */
  rows: u32
  /** Tile by tile (rows, neurons of the tile) */
  Z: usize
  dZ: usize
  /** Tile by tile (classes, neurons of the tile) */
  W2T: usize
  /**
   * The halves' shares of the logits, (rows, classesPadded) f32 each: before the update for batches of even number, then of
   * odd number, for one thread may be ahead of the other; and after the update.
   */
  before: usize
  after: usize
  /** (classesPadded) u32, see softmax. */
  mask: usize
  firstHalf: Half
  secondHalf: Half
  firstBatch: Batch
  secondBatch: Batch
  /** What both threads watch, see team.ts. */
  words: usize
  /** Whether the next batch's forward pass is done with the weights as they are. */
  ahead: u32
  /** See team.ts. */
  alone: u32
  nextAlone: u32
  /** The optimizers' constants. */
  decay: f32
  epsilon: f32
  oneMinusBeta1: f32
  oneMinusBeta2: f32
}

/** (count) u8 */
export function labelsOf(batch: Batch): usize {
  return batch.standing & 1 ? batch.oddLabels : batch.evenLabels
}
