import type { OptimizerKind } from '../engine'
import { BETA1, BETA2, EPSILON, MOMENTUM } from '../optimizers'
import { placeBatch } from './batchBuffers'
import type { BatchBuffers, BatchPlace } from './batchBuffers'
import type { Kernels } from './kernels'
import type { HiddenTile, NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import { roundedRows } from './network'
import { allocateMask } from './reader'
import type { Order } from './team'

/** How many sets of numbers, each shaped like the weights, an optimizer remembers. */
const SLOTS: Readonly<Record<OptimizerKind, number>> = { sgd: 0, momentum: 1, adagrad: 1, adam: 2 }

/** Addresses of everything an iteration works on; plain numbers, so that a second worker can be told. */
export interface StepPlace {
  readonly optimizer: OptimizerKind
  /** Packed weights, see NetworkLayout; what backpropagation adds to (SGD: the weights themselves); the optimizer's memory. */
  readonly weights: number
  readonly gradient: number
  readonly slots: readonly number[]
  /** What batch to spread, for both threads: (maxBatch) u32 images, (maxBatch, 2) i8 shifts; the images of the next one. */
  readonly indices: number
  readonly shifts: number
  readonly nextIndices: number
  /** Each thread's own. */
  readonly batches: readonly [BatchPlace, BatchPlace]
  /** Images there is room for in what follows. */
  readonly rows: number
  /** Tile by tile (rows, neurons of the tile) */
  readonly Z: number
  readonly dZ: number
  readonly W2T: number
  /**
   * The halves' shares of the logits, (rows, classesPadded) each: before the update, in turn for batches of even and of odd
   * number, for one thread may be ahead of the other; and after it.
   */
  readonly before: readonly [readonly [number, number], readonly [number, number]]
  readonly after: readonly [number, number]
  /** Each half's own (rows, classesPadded) probabilities, then dY. */
  readonly Y: readonly [number, number]
  readonly mask: number
  /** (classesPadded) f32: the second half adds no bias. */
  readonly noBias: number
}

/** Sets memory aside for a step. @param weights - address of the packed weights */
export function placeStep(
  memory: KernelMemory,
  layout: NetworkLayout,
  weights: number,
  optimizer: OptimizerKind,
  maxBatch: number,
): StepPlace {
  const rows = roundedRows(maxBatch)
  const { bytes, hiddenPadded, classesPadded, classes } = layout
  const two = (size: number): [number, number] => [memory.allocate(size), memory.allocate(size)]
  const zeros = (size: number): number => {
    const address = memory.allocate(size)
    memory.floats(address, size / 4).fill(0)
    return address
  }
  const Ybytes = rows * classesPadded * 4
  return {
    optimizer,
    weights,
    gradient: optimizer === 'sgd' ? weights : memory.allocate(bytes),
    slots: Array.from({ length: SLOTS[optimizer] }, () => zeros(bytes)),
    indices: memory.allocate(maxBatch * 4),
    shifts: memory.allocate(maxBatch * 2),
    nextIndices: memory.allocate(maxBatch * 4),
    batches: [placeBatch(memory, layout, maxBatch), placeBatch(memory, layout, maxBatch)],
    rows,
    Z: memory.allocate(rows * hiddenPadded * 4),
    dZ: memory.allocate(rows * hiddenPadded * 4),
    W2T: memory.allocate(hiddenPadded * classes * 4),
    before: [two(Ybytes), two(Ybytes)],
    after: two(Ybytes),
    Y: two(Ybytes),
    mask: allocateMask(layout, memory),
    noBias: zeros(classesPadded * 4),
  }
}

/** Whether an order ends with the forward pass of the next batch. How a next batch is shifted is not known yet. */
export const looksAhead = ({ work, next, shiftedCols }: Order): boolean =>
  work === 'iteration' && next > 0 && shiftedCols === 0

/**
 * Half of an iteration: the first or the second half of the hidden layer's tiles, from their columns of W1 to their rows of
 * W2. A half reads and writes no weights of the other; what both need is the batch and each other's share of the logits.
 * Half 0 is the first thread's: it has the output layer's bias as well, and the larger tiles, for it need not be woken.
 */
export class StepHalf {
  readonly #half: 0 | 1
  readonly #kernels: Kernels
  readonly #layout: NetworkLayout
  readonly #place: StepPlace
  readonly #batch: BatchBuffers
  readonly #tiles: readonly HiddenTile[]
  readonly #firstTile: number
  readonly #endTile: number
  /** Of its first tile, in hidden neurons. */
  readonly #firstNeuron: number
  /** Byte offset and number of float32 of each run of its weights in the packed block. */
  readonly #runs: readonly { readonly offset: number; readonly count: number }[]

  /** @param batch - where the batch stands spread when it is told to do something */
  constructor(kernels: Kernels, layout: NetworkLayout, place: StepPlace, batch: BatchBuffers, half: 0 | 1) {
    this.#half = half
    this.#kernels = kernels
    this.#layout = layout
    this.#place = place
    this.#batch = batch
    const { tiles } = layout
    const middle = Math.ceil(tiles.length / 2)
    this.#firstTile = half === 0 ? 0 : middle
    this.#endTile = half === 0 ? middle : tiles.length
    this.#tiles = tiles.slice(this.#firstTile, this.#endTile)
    this.#firstNeuron = 4 * (this.#tiles[0]?.first ?? layout.vectors)
    this.#runs = weightRuns(layout, this.#tiles, half)
  }

  /** Does what it is told of its half. */
  carryOut({ work, number, count, factor, rate }: Order): void {
    const before = this.#before(number)
    if (work === 'forward') this.#forward(count, before)
    else {
      this.#backward(count, before, factor)
      this.#update(rate)
      this.#forward(count, this.#place.after)
    }
  }

  /** The forward pass of the next batch, which stands spread now: it needs nothing of the other half. */
  lookAhead({ number, next }: Order): void {
    this.#forward(next, this.#before(number + 1))
  }

  /**
   * Both halves' logits together, through softmax.
   * @returns address of (count, classesPadded) probabilities
   */
  probabilities([P, Q]: readonly [number, number], count: number): number {
    const { classTiles, classesPadded } = this.#layout
    const Y = this.#place.Y[this.#half]
    this.#kernels.addHalves(P, Q, count * classesPadded, Y)
    this.#kernels.softmax(Y, count, classTiles, this.#place.mask)
    return Y
  }

  #before(number: number): readonly [number, number] {
    return this.#place.before[number % 2 === 0 ? 0 : 1]
  }

  /** @param logits - this half's share filled */
  #forward(count: number, logits: readonly [number, number]): void {
    const kernels = this.#kernels
    const { inputs, vectors, tiles, offsets, classTiles } = this.#layout
    const { weights, rows, Z, noBias } = this.#place
    const { entries, ends } = this.#batch.place
    for (const tile of this.#tiles) {
      const { forward } = kernels.tile(tile.vectors)
      const first = tile.first * 16
      const b1 = weights + offsets.b1 + first
      forward(entries, ends, count, weights + offsets.W1 + inputs * first, b1, Z + rows * first)
    }
    kernels.output(
      Z + rows * this.#firstNeuron * 4,
      rows,
      vectors,
      tiles.length,
      this.#firstTile,
      this.#endTile,
      count,
      weights + offsets.W2 + this.#firstNeuron * 48,
      this.#half === 0 ? weights + offsets.b2 : noBias,
      classTiles,
      logits[this.#half],
    )
  }

  /** The mean over the batch is in the factor. */
  #backward(count: number, before: readonly [number, number], factor: number): void {
    const kernels = this.#kernels
    const { inputs, vectors, tiles, classes, classTiles, classesPadded, offsets } = this.#layout
    const { optimizer, weights, gradient, rows, Z, dZ, W2T } = this.#place
    const { labels } = this.#batch
    const { entries, ends } = this.#batch.place
    const dY = this.probabilities(before, count)
    kernels.subtractOneHot(dY, count, classTiles, labels)
    if (optimizer !== 'sgd') for (const { offset, count } of this.#runs) kernels.clear(gradient + offset, count)
    const W2 = offsets.W2 + this.#firstNeuron * 48
    const own = [vectors, tiles.length, this.#firstTile, this.#endTile] as const
    // dZ needs the W2 of the forward pass, so it comes before W2's update.
    kernels.transposeOutput(weights + W2, ...own, classes, W2T + classes * this.#firstNeuron * 4)
    for (const tile of this.#tiles) {
      const { hiddenError } = kernels.tile(tile.vectors)
      const first = tile.first * 16
      hiddenError(dY, classesPadded * 4, classes, W2T + classes * first, Z + rows * first, count, dZ + rows * first)
    }
    const ownZ = Z + rows * this.#firstNeuron * 4
    kernels.addOutputProduct(ownZ, rows, ...own, count, dY, classTiles, factor, gradient + W2)
    if (this.#half === 0) kernels.addOutputSum(dY, count, classTiles, factor, gradient + offsets.b2)
    for (const tile of this.#tiles) {
      const { addRowSum, addInputProduct } = kernels.tile(tile.vectors)
      const first = tile.first * 16
      addRowSum(dZ + rows * first, count, factor, gradient + offsets.b1 + first)
      addInputProduct(entries, ends, count, dZ + rows * first, factor, gradient + offsets.W1 + inputs * first)
    }
  }

  /** Moves the weights by the finished gradient; SGD's have moved with it. */
  #update(rate: number): void {
    const { momentum, adaGrad, adam } = this.#kernels
    const { optimizer, weights, gradient, slots } = this.#place
    if (optimizer === 'sgd') return
    const [first = 0, second = 0] = slots
    for (const { offset, count } of this.#runs) {
      const W = weights + offset
      const g = gradient + offset
      if (optimizer === 'momentum') momentum(W, g, first + offset, count, rate, MOMENTUM)
      if (optimizer === 'adagrad') adaGrad(W, g, first + offset, count, rate, EPSILON)
      if (optimizer === 'adam') adam(W, g, first + offset, second + offset, count, rate, 1 - BETA1, 1 - BETA2, EPSILON)
    }
  }
}

/** Where the weights of some tiles stand in the packed block, and, for half 0, b2. */
function weightRuns(layout: NetworkLayout, tiles: readonly HiddenTile[], half: 0 | 1) {
  const { inputs, hiddenPadded, classTiles, classesPadded, offsets } = layout
  const runs: { offset: number; count: number }[] = []
  const [firstTile] = tiles
  if (firstTile !== undefined) {
    const first = firstTile.first * 4
    const neurons = tiles.reduce((sum, tile) => sum + tile.vectors * 4, 0)
    runs.push({ offset: offsets.W1 + inputs * first * 4, count: inputs * neurons })
    runs.push({ offset: offsets.b1 + first * 4, count: neurons })
    for (let c = 0; c < classTiles; c++) {
      runs.push({ offset: offsets.W2 + (c * hiddenPadded + first) * 48, count: neurons * 12 })
    }
  }
  if (half === 0) runs.push({ offset: offsets.b2, count: classesPadded })
  return runs
}
