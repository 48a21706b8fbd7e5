import type { Kernels } from './kernels'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import { BatchBuffers } from './batchBuffers'
import { Optimizer } from './optimizer'
import type { Rows } from './rowStore'
import { StepHalf, looksAhead } from './stepHalf'
import type { StepPlace } from './stepHalf'
import { Team } from './team'
import type { Order, Words } from './team'

/**
 * One iteration of training: what the book's loop does between drawing a batch and recording its loss. It is done in two
 * halves, the second one by another thread where one keeps watch.
 */
export class TrainingStep {
  readonly optimizer: Optimizer
  readonly maxBatch: number
  readonly place: StepPlace
  readonly #kernels: Kernels
  readonly #memory: KernelMemory
  readonly #layout: NetworkLayout
  readonly #batch: BatchBuffers
  readonly #half: StepHalf
  /** The other half, where nobody else takes it on. */
  readonly #other: StepHalf
  readonly #team: Team
  /** Of the batch in hand. */
  #number = 0
  /** Images of the batch that was announced as the next one. */
  #announced = 0
  /** Whether that batch stands spread already. */
  #standing = false
  /** Whether its forward pass is done too, with the weights as they are. */
  #ahead = false

  /**
   * @param rows - the train split
   * @param place - its weights are changed by {@link run}
   * @param maxBatch - the largest batch
   * @param words - what the other thread watches
   */
  constructor(
    kernels: Kernels,
    memory: KernelMemory,
    layout: NetworkLayout,
    rows: Rows,
    place: StepPlace,
    maxBatch: number,
    words: Words,
  ) {
    this.#kernels = kernels
    this.#memory = memory
    this.#layout = layout
    this.maxBatch = maxBatch
    this.place = place
    this.optimizer = new Optimizer(memory, layout, place)
    this.#batch = new BatchBuffers(kernels, layout, place.batches[0], rows)
    this.#half = new StepHalf(kernels, layout, place, this.#batch, 0)
    this.#other = new StepHalf(kernels, layout, place, this.#batch, 1)
    this.#team = new Team(words, (order) => this.#other.carryOut(order))
  }

  /**
   * Gradient, update, loss.
   * @param batch - (B,) indices into the train split
   * @param nextBatch - got ready, its forward pass included, while both threads are at work; or null
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
    const count = batch.length
    const ahead = this.#bring(batch, shifts, cols)
    const { labels } = this.#batch
    const factor = this.optimizer.factor(learningRate, count)
    const shiftedCols = shifts === null ? 0 : cols
    const forward: Order = { work: 'forward', number: this.#number, count, shiftedCols, next: 0, factor, rate: 0 }
    if (!ahead) this.#share(forward)
    this.#announce(nextBatch)
    this.#share({
      ...forward,
      work: 'iteration',
      next: this.#announced,
      rate: this.optimizer.nextRate(learningRate),
    })
    const Y = this.#half.probabilities(this.place.after, count)
    return this.#kernels.crossEntropySum(Y, count, this.#layout.classTiles, labels) / count
  }

  /** To be called when somebody else has changed the weights. */
  weightsChanged(): void {
    this.#ahead = false
  }

  #share(order: Order): void {
    const { next } = order
    this.#team.share(
      order,
      () => {
        if (next > 0) this.#batch.touch(next)
        this.#half.carryOut(order)
      },
      (both) => {
        if (!looksAhead(order)) return
        this.#spread(next, null)
        this.#half.lookAhead(order)
        if (both) this.#other.lookAhead(order)
        this.#ahead = true
      },
    )
  }

  #announce(nextBatch: Uint32Array | null): void {
    this.#announced = nextBatch?.length ?? 0
    if (nextBatch === null) return
    this.#memory.u32.set(nextBatch, this.place.nextIndices / 4)
    this.#batch.copyIndices(this.place.nextIndices, nextBatch.length)
  }

  #spread(count: number, shifted: { readonly shifts: number; readonly cols: number } | null): void {
    this.#batch.spread(count, shifted)
    this.#standing = true
  }

  /**
   * Has the batch spread for this thread, and numbers it: the number that follows is only for the batch announced.
   * @returns whether its forward pass is done already
   */
  #bring(batch: Uint32Array, shifts: Int8Array | null, cols: number): boolean {
    const { indices, shifts: shiftsAt } = this.place
    const count = batch.length
    const announced = shifts === null && this.#isAnnounced(batch)
    const ahead = announced && this.#ahead
    this.#ahead = false
    this.#number += announced ? 1 : 2
    this.#memory.u32.set(batch, indices / 4)
    if (shifts !== null) {
      const { u8 } = this.#memory
      for (let k = 0; k < 2 * count; k++) u8[shiftsAt + k] = shifts[k]!
    }
    if (!announced || !this.#standing) {
      this.#batch.copyIndices(indices, count)
      this.#spread(count, shifts === null ? null : { shifts: shiftsAt, cols })
    }
    this.#standing = false
    return ahead
  }

  #isAnnounced(batch: Uint32Array): boolean {
    if (this.#announced !== batch.length) return false
    const { u32 } = this.#memory
    const first = this.place.nextIndices / 4
    for (let k = 0; k < batch.length; k++) if (u32[first + k] !== batch[k]) return false
    return true
  }
}
