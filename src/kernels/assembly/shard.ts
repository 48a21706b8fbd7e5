import { clear, adaGrad, adam, momentum } from './optimizers'
import {
  addHalves,
  addOutputProduct,
  addOutputSum,
  crossEntropySum,
  softmax,
  subtractOneHot,
  transposeOutput,
} from './output'
import { output2 as output } from './outputTiles'
import { Batch, FORWARD, Half, Order, Step, labelsOf } from './structs'
import { gatherLabels, spreadBatch, spreadShifted } from './rows'
import { addInputProduct, addRowSum, forward, hiddenError } from './tileChoice'
import { tileVectors } from './tileSizes'

// Half of an iteration: gradient, update, the forward pass that the loss is taken from, and the next batch's forward pass,
// which has the same weights and needs nothing of the other half.

/** Spreads the `count` images at `indices` for a batch of that number, and their labels; moved by step.shifts where shiftedCols > 0. */
export function spread(step: Step, batch: Batch, number: u32, indices: usize, count: u32, shiftedCols: u32): void {
  const entries = batch.entries
  const ends = batch.ends
  batch.standing = number
  gatherLabels(step.labels, indices, count, labelsOf(batch))
  if (shiftedCols == 0) spreadBatch(step.starts, indices, count, entries, ends)
  else spreadShifted(step.starts, indices, count, entries, ends, step.shifts, step.inputs, shiftedCols)
}

/** A half's share of the logits before the update, (rows, classesPadded) f32. */
function before(step: Step, number: u32, half: u32): usize {
  return step.before + <usize>(((number & 1) << 1) + half) * shareBytes(step)
}

function after(step: Step, half: u32): usize {
  return step.after + <usize>half * shareBytes(step)
}

function shareBytes(step: Step): usize {
  return <usize>step.rows * step.classTiles * 48
}

/** Z = ReLU(x . W1 + b1) for the half's neurons; logits (count, classes) = Z . W2 + bias. */
function forwardHalf(step: Step, half: Half, batch: Batch, count: u32, logits: usize): void {
  const vectors = step.vectors
  const tiles = step.tiles
  const rows = step.rows
  const weights = step.weights
  let first = (<usize>half.firstNeuron) << 2
  const Z = step.Z + rows * first
  const W2 = weights + step.W2 + first * 12
  for (let k = half.firstTile; k < half.endTile; k++) {
    const size = tileVectors(vectors, tiles, k)
    const W1 = weights + step.inputs * first
    forward(size, batch.entries, batch.ends, count, W1, weights + step.b1 + first, step.Z + rows * first)
    first += size << 4
  }
  output(Z, rows, vectors, tiles, half.firstTile, half.endTile, count, W2, half.bias, step.classTiles, logits)
}

/** The halves' shares P and Q together through softmax. Returns the half's Y (count, classes), probabilities. */
function probabilities(step: Step, half: Half, P: usize, Q: usize, count: u32): usize {
  const classTiles = step.classTiles
  addHalves(P, Q, count * classTiles * 12, half.Y)
  softmax(half.Y, count, classTiles, step.mask)
  return half.Y
}

/** gradient += factor * the gradient of the batch's losses, for the half's weights. */
function backward(step: Step, half: Half, batch: Batch, number: u32, count: u32, factor: f32): void {
  const vectors = step.vectors
  const tiles = step.tiles
  const classes = step.classes
  const classTiles = step.classTiles
  const rows = step.rows
  const gradient = step.gradient
  const firstTile = half.firstTile
  const endTile = half.endTile
  const ownFirst = (<usize>half.firstNeuron) << 2
  const W2 = step.W2 + ownFirst * 12
  const dY = probabilities(step, half, before(step, number, 0), before(step, number, 1), count)
  subtractOneHot(dY, count, classTiles, labelsOf(batch))
  if (gradient != step.weights) forEachRun(step, half, true, 0)
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
  if (half.number == 0) addOutputSum(dY, count, classTiles, factor, gradient + step.b2)
  first = ownFirst
  for (let k = firstTile; k < endTile; k++) {
    const size = tileVectors(vectors, tiles, k)
    const dZ = step.dZ + rows * first
    addRowSum(size, dZ, count, factor, gradient + step.b1 + first)
    addInputProduct(size, batch.entries, batch.ends, count, dZ, factor, gradient + step.inputs * first)
    first += size << 4
  }
}

/** Clears the half's gradient, or moves its weights by it: each run of its numbers in the packed block. */
function forEachRun(step: Step, half: Half, clears: bool, rate: f32): void {
  const first = (<usize>half.firstNeuron) << 2
  const neurons = half.neurons
  run(step, clears, rate, step.inputs * first, step.inputs * neurons)
  run(step, clears, rate, step.b1 + first, neurons)
  for (let c: u32 = 0; c < step.classTiles; c++) {
    run(step, clears, rate, step.W2 + (<usize>c * (step.vectors << 2) + half.firstNeuron) * 48, neurons * 12)
  }
  if (half.number == 0) run(step, clears, rate, step.b2, step.classTiles * 12)
}

function run(step: Step, clears: bool, rate: f32, offset: usize, count: u32): void {
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

/** Does half of what is ordered. The mean over the batch is in the factor. */
export function carryOut(step: Step, half: Half, batch: Batch, order: Order): void {
  const number = order.number
  const count = order.count
  if (order.work == FORWARD) {
    forwardHalf(step, half, batch, count, before(step, number, half.number))
    return
  }
  backward(step, half, batch, number, count, order.factor)
  // SGD's products went straight to the weights.
  if (step.gradient != step.weights) forEachRun(step, half, false, order.rate)
  forwardHalf(step, half, batch, count, after(step, half.number))
}

/** The forward pass of the next batch, which stands spread now. */
export function lookAhead(step: Step, half: Half, batch: Batch, next: u32): void {
  forwardHalf(step, half, batch, next, before(step, batch.standing, half.number))
}

/** The sum of the losses after the update. labels (count) u8 */
export function losses(step: Step, count: u32, labels: usize): f64 {
  const Y = probabilities(step, step.firstHalf, after(step, 0), after(step, 1), count)
  return crossEntropySum(Y, count, step.classTiles, labels)
}
