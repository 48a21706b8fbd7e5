import { RandomState } from '../random/randomState'
import type { Hyperparameters } from './hyperparameters'

/** State of a run's random draws; plain data. */
export interface DrawState {
  readonly random: ReturnType<RandomState['snapshot']>
  /** Draws of the ±2 px shifts. */
  readonly shiftRandom: ReturnType<RandomState['snapshot']>
  /** (B,) the batch of the next iteration, already drawn. */
  readonly nextBatch: Uint32Array
}

/** 2^32 / golden ratio: separates the shift draws from the book's seed. */
const SHIFT_SEED_OFFSET = 0x9e3779b9
/** Pixels; a shift is -2, -1, 0, 1 or 2. */
export const MAX_SHIFT = 2

/**
 * Draws batches as the book does, np.random.choice(N, B) with replacement, always one ahead of the iteration so that the
 * engine can fetch its rows early. Shifts have their own generator, so the batches equal NumPy's with or without them.
 */
export class BatchSource {
  /** RandomState(seed). Only the initial weights may draw from it before the first batch. */
  readonly random: RandomState
  readonly #shiftRandom: RandomState
  readonly #trainCount: number
  readonly #hyperparameters: Hyperparameters
  readonly #shiftDraws: Uint32Array
  readonly #shifts: Int8Array | null
  #next: Uint32Array
  #spare: Uint32Array

  /** @param trainCount - N, images to draw from */
  constructor(trainCount: number, hyperparameters: Hyperparameters) {
    const { seed, batch, shift } = hyperparameters
    this.#trainCount = trainCount
    this.#hyperparameters = hyperparameters
    this.random = new RandomState(seed)
    this.#shiftRandom = new RandomState((seed + SHIFT_SEED_OFFSET) >>> 0)
    this.#shiftDraws = new Uint32Array(shift ? 2 * batch : 0)
    this.#shifts = shift ? new Int8Array(2 * batch) : null
    this.#next = new Uint32Array(batch)
    this.#spare = new Uint32Array(batch)
  }

  /** (B,) the batch that {@link take} will return next. Overwritten two takes later. */
  get next(): Uint32Array {
    return this.#next
  }

  /** Draws the first batch; after the initial weights, before the first {@link take}. */
  drawFirst(): void {
    this.random.choice(this.#trainCount, this.#next)
  }

  /** @returns (B,) the batch of this iteration; valid until the next take. Draws the one after it. */
  take(): Uint32Array {
    const batch = this.#next
    this.#next = this.#spare
    this.#spare = batch
    this.random.choice(this.#trainCount, this.#next)
    return batch
  }

  /** @returns (B, 2) dx, dy for this iteration's batch, or null without augmentation; valid until the next call */
  takeShifts(): Int8Array | null {
    const shifts = this.#shifts
    if (shifts === null) return null
    this.#shiftRandom.choice(2 * MAX_SHIFT + 1, this.#shiftDraws)
    for (let k = 0; k < shifts.length; k++) shifts[k] = (this.#shiftDraws[k] ?? 0) - MAX_SHIFT
    return shifts
  }

  /** The batch and the shifts that follow a state, without drawing anything here. @returns copies */
  after(state: DrawState): { readonly batch: Uint32Array; readonly shifts: Int8Array | null } {
    const source = new BatchSource(this.#trainCount, this.#hyperparameters)
    source.restore(state)
    return { batch: source.take(), shifts: source.takeShifts() }
  }

  /** @returns a copy */
  snapshot(): DrawState {
    return {
      random: this.random.snapshot(),
      shiftRandom: this.#shiftRandom.snapshot(),
      nextBatch: this.#next.slice(),
    }
  }

  /** Continues exactly from a {@link snapshot}. */
  restore(state: DrawState): void {
    this.random.restore(state.random)
    this.#shiftRandom.restore(state.shiftRandom)
    this.#next.set(state.nextBatch)
  }
}
