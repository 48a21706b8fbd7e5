import { clear, adaGrad, adam, momentum } from './optimizers'
import {
  addLogits,
  addOutputProduct,
  addOutputSum,
  crossEntropySum,
  softmax,
  subtractOneHot,
  transposeOutput,
} from './output'
import { output2 as output } from './outputTiles'
import { Batch, FORWARD, Job, Shard, Step, labelsOf } from './structs'
import { expandBatch, expandShifted, gatherLabels } from './rows'
import { addInputProduct, addRowSum, forward, hiddenError } from './tileChoice'
import { tileVectors } from './tileSizes'

// One shard's part of an iteration: gradient, update, the forward pass for the loss, and the forward pass of the next batch,
// which uses the same weights and needs nothing of the other shard.

/** Expands the `count` images at `indices` and their labels as batch `number`; shifted by step.shifts where shiftedCols > 0. */
export function expandRows(step: Step, batch: Batch, number: u32, indices: usize, count: u32, shiftedCols: u32): void {
  const entries = batch.entries
  const ends = batch.ends
  batch.number = number
  gatherLabels(step.labels, indices, count, labelsOf(batch))
  if (shiftedCols == 0) expandBatch(step.starts, indices, count, entries, ends)
  else expandShifted(step.starts, indices, count, entries, ends, step.shifts, step.inputs, shiftedCols)
}

/** A shard's partial logits before the update, (rows, classesPadded) f32. */
function logitsBefore(step: Step, number: u32, shard: u32): usize {
  return step.logitsBefore + <usize>(((number & 1) << 1) + shard) * logitsBytes(step)
}

function logitsAfter(step: Step, shard: u32): usize {
  return step.logitsAfter + <usize>shard * logitsBytes(step)
}

function logitsBytes(step: Step): usize {
  return <usize>step.rows * step.classTiles * 48
}

/** Z = ReLU(x . W1 + b1) for the shard's neurons; logits (count, classes) = Z . W2 + bias. */
function forwardShard(step: Step, shard: Shard, batch: Batch, count: u32, logits: usize): void {
  const vectors = step.vectors
  const tiles = step.tiles
  const rows = step.rows
  const weights = step.weights
  let first = (<usize>shard.firstNeuron) << 2
  const Z = step.Z + rows * first
  const W2 = weights + step.W2 + first * 12
  for (let k = shard.firstTile; k < shard.endTile; k++) {
    const size = tileVectors(vectors, tiles, k)
    const W1 = weights + step.inputs * first
    forward(size, batch.entries, batch.ends, count, W1, weights + step.b1 + first, step.Z + rows * first)
    first += size << 4
  }
  output(Z, rows, vectors, tiles, shard.firstTile, shard.endTile, count, W2, shard.bias, step.classTiles, logits)
}

/** Softmax of the sum of both shards' partial logits P and Q. Returns the shard's Y (count, classes), probabilities. */
function probabilities(step: Step, shard: Shard, P: usize, Q: usize, count: u32): usize {
  const classTiles = step.classTiles
  addLogits(P, Q, count * classTiles * 12, shard.Y)
  softmax(shard.Y, count, classTiles, step.mask)
  return shard.Y
}

/** gradient += factor * the gradient of the batch's losses, for the shard's weights. */
function backward(step: Step, shard: Shard, batch: Batch, number: u32, count: u32, factor: f32): void {
  const vectors = step.vectors
  const tiles = step.tiles
  const classes = step.classes
  const classTiles = step.classTiles
  const rows = step.rows
  const gradient = step.gradient
  const firstTile = shard.firstTile
  const endTile = shard.endTile
  const ownFirst = (<usize>shard.firstNeuron) << 2
  const W2 = step.W2 + ownFirst * 12
  const dY = probabilities(step, shard, logitsBefore(step, number, 0), logitsBefore(step, number, 1), count)
  subtractOneHot(dY, count, classTiles, labelsOf(batch))
  if (gradient != step.weights) forEachRange(step, shard, true, 0)
  // dZ needs the W2 of the forward pass, so it comes before W2's update.
  transposeOutput(step.weights + W2, vectors, tiles, firstTile, endTile, classes, step.W2T + classes * ownFirst)
  let first = ownFirst
  for (let k = firstTile; k < endTile; k++) {
    const size = tileVectors(vectors, tiles, k)
    const W2T = step.W2T + classes * first
    hiddenError(size, dY, classTiles * 48, classes, W2T, step.Z + rows * first, count, step.dZ + rows * first)
    first += size << 4
  }
  const Z = step.Z + rows * ownFirst
  addOutputProduct(Z, rows, vectors, tiles, firstTile, endTile, count, dY, classTiles, factor, gradient + W2)
  if (shard.number == 0) addOutputSum(dY, count, classTiles, factor, gradient + step.b2)
  first = ownFirst
  for (let k = firstTile; k < endTile; k++) {
    const size = tileVectors(vectors, tiles, k)
    const dZ = step.dZ + rows * first
    addRowSum(size, dZ, count, factor, gradient + step.b1 + first)
    addInputProduct(size, batch.entries, batch.ends, count, dZ, factor, gradient + step.inputs * first)
    first += size << 4
  }
}

/** Clears the shard's gradient or updates its weights: each contiguous range of them in the packed block. */
function forEachRange(step: Step, shard: Shard, clears: bool, rate: f32): void {
  const first = (<usize>shard.firstNeuron) << 2
  const neurons = shard.neurons
  forRange(step, clears, rate, step.inputs * first, step.inputs * neurons)
  forRange(step, clears, rate, step.b1 + first, neurons)
  for (let c: u32 = 0; c < step.classTiles; c++) {
    forRange(step, clears, rate, step.W2 + (<usize>c * (step.vectors << 2) + shard.firstNeuron) * 48, neurons * 12)
  }
  if (shard.number == 0) forRange(step, clears, rate, step.b2, step.classTiles * 12)
}

function forRange(step: Step, clears: bool, rate: f32, offset: usize, count: u32): void {
  const W = step.weights + offset
  const g = step.gradient + offset
  const first = step.firstSlot + offset
  if (clears) clear(g, count)
  else if (step.optimizer == 1) momentum(W, g, first, count, rate, step.decay)
  else if (step.optimizer == 2) adaGrad(W, g, first, count, rate, step.epsilon)
  else {
    const oneMinusBeta1 = step.oneMinusBeta1
    const oneMinusBeta2 = step.oneMinusBeta2
    const epsilon = step.epsilon
    adam(W, g, first, step.secondSlot + offset, count, rate, oneMinusBeta1, oneMinusBeta2, epsilon)
  }
}

/** Runs a job for one shard. job.factor includes the mean over the batch. */
export function runShard(step: Step, shard: Shard, batch: Batch, job: Job): void {
  const number = job.number
  const count = job.count
  if (job.kind == FORWARD) {
    forwardShard(step, shard, batch, count, logitsBefore(step, number, shard.number))
    return
  }
  backward(step, shard, batch, number, count, job.factor)
  // SGD has added its products to the weights directly.
  if (step.gradient != step.weights) forEachRange(step, shard, false, job.rate)
  forwardShard(step, shard, batch, count, logitsAfter(step, shard.number))
}

/** The forward pass of the next batch, which is expanded by now. */
export function forwardNext(step: Step, shard: Shard, batch: Batch, next: u32): void {
  forwardShard(step, shard, batch, next, logitsBefore(step, batch.number, shard.number))
}

/** The sum of the losses after the update. labels (count) u8 */
export function losses(step: Step, count: u32, labels: usize): f64 {
  const Y = probabilities(step, step.firstShard, logitsAfter(step, 0), logitsAfter(step, 1), count)
  return crossEntropySum(Y, count, step.classTiles, labels)
}
