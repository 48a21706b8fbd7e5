import type { Kernels } from './kernels'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import { Optimizer } from './optimizer'
import type { StepBuffers } from './stepBuffers'
import { writeFields } from './struct'
import { STEP } from '../../../kernels/kernels.generated'

/** One iteration: what the book's loop does between drawing a batch and recording its loss, see kernels/assembly/workers.ts. */
export class TrainingStep {
  readonly optimizer: Optimizer
  readonly maxBatch: number
  readonly buffers: StepBuffers
  readonly #kernels: Kernels
  readonly #memory: KernelMemory
  /** Number of the current batch: 1 more than the last if that step announced it, else 2 more. */
  #number = 0
  /** Number of images in the batch that was announced as the next one. */
  #announced = 0

  /**
   * @param buffers - its weights are changed by {@link run}
   * @param maxBatch - the largest batch
   */
  constructor(kernels: Kernels, memory: KernelMemory, layout: NetworkLayout, buffers: StepBuffers, maxBatch: number) {
    this.#kernels = kernels
    this.#memory = memory
    this.maxBatch = maxBatch
    this.buffers = buffers
    this.optimizer = new Optimizer(memory, layout, buffers)
  }

  /**
   * Gradient, update, loss.
   * @param batch - (B,) indices into the train split
   * @param nextBatch - prepared during this step, including its forward pass; or null
   * @param shifts - (B, 2) dx, dy or null
   * @param cols - pixels of an image row
   * @returns the mean loss over the batch after the update
   */
  run(
    batch: Uint32Array,
    learningRate: number,
    nextBatch: Uint32Array | null,
    shifts: Int8Array | null,
    cols: number,
  ): number {
    const { step, indices, shifts: shiftsAt, nextIndices } = this.buffers
    const { u8, u32 } = this.#memory
    const count = batch.length
    this.#number += shifts === null && this.#isAnnounced(batch) ? 1 : 2
    u32.set(batch, indices / 4)
    if (shifts !== null) for (let k = 0; k < 2 * count; k++) u8[shiftsAt + k] = shifts[k]!
    this.#announced = nextBatch?.length ?? 0
    if (nextBatch !== null) u32.set(nextBatch, nextIndices / 4)
    const factor = this.optimizer.factor(learningRate, count)
    const rate = this.optimizer.nextRate(learningRate)
    const shiftedCols = shifts === null ? 0 : cols
    return this.#kernels.iterate(step, this.#number, count, shiftedCols, this.#announced, factor, rate) / count
  }

  /** Must be called after the weights were changed from outside. */
  weightsChanged(): void {
    writeFields(this.#memory, STEP, this.buffers.step, { forwardReady: 0 })
  }

  #isAnnounced(batch: Uint32Array): boolean {
    if (this.#announced !== batch.length) return false
    const { u32 } = this.#memory
    const first = this.buffers.nextIndices / 4
    for (let k = 0; k < batch.length; k++) if (u32[first + k] !== batch[k]) return false
    return true
  }
}
