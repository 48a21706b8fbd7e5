import type { OptimizerKind } from '../engine'
import { BatchBuffers } from './batchBuffers'
import type { Kernels } from './kernels'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import { ForwardPass, allocateActivations } from './network'
import type { Activations } from './network'
import { Optimizer } from './optimizer'
import { allocateMask } from './reader'
import type { Tables } from './reader'
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
  /** (hiddenTiles, rows, 4 tileVectors) */
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
    tables: Tables,
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
    this.#batch = new BatchBuffers(kernels, memory, layout, tables, maxBatch)
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
    const { inputs, tileVectors, tileBytes, hiddenTiles, classes, classTiles, classesPadded, offsets } = this.#layout
    const { rows, Z, Y } = this.#activations
    const tile = kernels.tile(tileVectors)
    const tileHidden = tileVectors * 4
    const address = this.optimizer.target
    const factor = this.optimizer.factor(learningRate, count)
    this.optimizer.begin()
    // dZ needs the W2 of the forward pass, so it comes before W2's update.
    kernels.transposeOutput(this.#weights + offsets.W2, tileHidden, hiddenTiles, classes, this.#W2T)
    for (let k = 0; k < hiddenTiles; k++) {
      const image = k * rows * tileBytes
      const W2T = this.#W2T + k * classes * tileBytes
      tile.hiddenError(Y, classesPadded * 4, classes, W2T, Z + image, count, this.#dZ + image)
    }
    kernels.addOutputProduct(Z, rows, tileHidden, hiddenTiles, count, Y, classTiles, factor, address + offsets.W2)
    kernels.addOutputSum(Y, count, classTiles, factor, address + offsets.b2)
    const { stride } = this.#batch
    for (let k = 0; k < hiddenTiles; k++) {
      const dZ = this.#dZ + k * rows * tileBytes
      const W1 = address + offsets.W1 + k * inputs * tileBytes
      tile.addRowSum(dZ, count, factor, address + offsets.b1 + k * tileBytes)
      for (const { columns, heads } of this.#batch.blocks(count)) {
        tile.addInputProduct(columns, stride, heads, inputs, dZ, factor, W1)
      }
    }
  }
}
