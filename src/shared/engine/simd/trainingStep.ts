import type { OptimizerKind } from '../engine'
import { BatchBuffers } from './batchBuffers'
import type { Kernels } from './kernels'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import { ForwardPass, allocateActivations } from './network'
import type { Activations } from './network'
import { Optimizer } from './optimizer'
import { allocateMask } from './reader'
import type { Rows } from './rowStore'

/** One iteration of training: what the book's loop does between drawing a batch and recording its loss. */
export class TrainingStep {
  readonly optimizer: Optimizer
  readonly maxBatch: number
  readonly #kernels: Kernels
  readonly #layout: NetworkLayout
  readonly #batch: BatchBuffers
  readonly #pass: ForwardPass
  readonly #activations: Activations
  /** Tile by tile (rows, neurons of the tile) */
  readonly #dZ: number
  readonly #W2T: number
  readonly #weights: number
  readonly #mask: number

  /**
   * @param weights - address of the packed weights; changed by {@link run}
   * @param maxBatch - the largest batch
   */
  constructor(
    kernels: Kernels,
    memory: KernelMemory,
    layout: NetworkLayout,
    weights: number,
    optimizer: OptimizerKind,
    maxBatch: number,
  ) {
    this.#kernels = kernels
    this.#layout = layout
    this.#weights = weights
    this.maxBatch = maxBatch
    this.optimizer = new Optimizer(optimizer, kernels, memory, layout, weights)
    this.#pass = new ForwardPass(kernels, layout, weights)
    this.#mask = allocateMask(layout, memory)
    this.#activations = allocateActivations(layout, maxBatch, memory)
    this.#dZ = memory.allocate(this.#activations.rows * layout.hiddenPadded * 4)
    this.#W2T = memory.allocate(layout.hiddenPadded * layout.classes * 4)
    this.#batch = new BatchBuffers(kernels, memory, layout, maxBatch)
  }

  /**
   * Gradient, update, loss.
   * @param rows - the train split
   * @param batch - (B,) indices into it
   * @param nextBatch - brought into the cache, or null
   * @param shifts - (B, 2) dx, dy or null
   * @param cols - pixels of an image row
   * @returns the mean loss over the batch after the update
   */
  run(
    rows: Rows,
    batch: Uint32Array,
    learningRate: number,
    nextBatch: Uint32Array | null,
    shifts: Int8Array | null,
    cols: number,
  ): number {
    const count = batch.length
    const { classTiles } = this.#layout
    const { Y } = this.#activations
    const { labels } = this.#batch
    this.#batch.spread(rows, batch, shifts, cols)
    this.#probabilities(count)
    this.#kernels.subtractOneHot(Y, count, classTiles, labels)
    this.#backward(count, learningRate)
    this.optimizer.update(learningRate)
    if (nextBatch !== null) this.#batch.touch(rows, nextBatch)
    this.#probabilities(count)
    return this.#kernels.crossEntropySum(Y, count, classTiles, labels) / count
  }

  #probabilities(count: number): void {
    this.#pass.run(this.#batch.entries, this.#batch.ends, count, this.#activations)
    this.#kernels.softmax(this.#activations.Y, count, this.#layout.classTiles, this.#mask)
  }

  /** Y holds dY = (softmax - one-hot); the mean over the batch is in the factor. */
  #backward(count: number, learningRate: number): void {
    const kernels = this.#kernels
    const { inputs, vectors, tiles, classes, classTiles, classesPadded, offsets } = this.#layout
    const { rows, Z, Y } = this.#activations
    const address = this.optimizer.target
    const factor = this.optimizer.factor(learningRate, count)
    this.optimizer.begin()
    // dZ needs the W2 of the forward pass, so it comes before W2's update.
    kernels.transposeOutput(this.#weights + offsets.W2, vectors, tiles.length, classes, this.#W2T)
    for (const tile of tiles) {
      const { hiddenError } = kernels.tile(tile.vectors)
      const first = tile.first * 16
      const dZ = this.#dZ + rows * first
      hiddenError(Y, classesPadded * 4, classes, this.#W2T + classes * first, Z + rows * first, count, dZ)
    }
    kernels.addOutputProduct(Z, rows, vectors, tiles.length, count, Y, classTiles, factor, address + offsets.W2)
    kernels.addOutputSum(Y, count, classTiles, factor, address + offsets.b2)
    const { stride } = this.#batch
    const blocks = this.#batch.blocks(count)
    for (const tile of tiles) {
      const { addRowSum, addInputProduct } = kernels.tile(tile.vectors)
      const first = tile.first * 16
      const dZ = this.#dZ + rows * first
      addRowSum(dZ, count, factor, address + offsets.b1 + first)
      for (const { columns, heads } of blocks) {
        addInputProduct(columns, stride, heads, inputs, dZ, factor, address + offsets.W1 + inputs * first)
      }
    }
  }
}
