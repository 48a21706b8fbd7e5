import type { EpochRecord, TrainingEvent } from './runTypes'

/** History as plain data for a checkpoint or a file. */
export interface HistoryData {
  /** (iterations done,) loss after each update. */
  readonly losses: Float64Array
  readonly epochs: readonly EpochRecord[]
  readonly marks: readonly TrainingEvent[]
}

const FIRST_CAPACITY = 4096

/** What a run has recorded so far: losses in one growing typed array, the few epochs and marks as records. */
export class History {
  #losses: Float64Array
  #length = 0
  readonly epochs: EpochRecord[] = []
  readonly marks: TrainingEvent[] = []

  /** @param data - history of the resumed run; copied */
  constructor(data?: HistoryData) {
    this.#losses = new Float64Array(Math.max(FIRST_CAPACITY, data?.losses.length ?? 0))
    if (data === undefined) return
    this.#losses.set(data.losses)
    this.#length = data.losses.length
    this.epochs.push(...data.epochs)
    this.marks.push(...data.marks)
  }

  /** Losses recorded so far. */
  get length(): number {
    return this.#length
  }

  /** Records the loss of the next iteration. */
  pushLoss(loss: number): void {
    if (this.#length === this.#losses.length) {
      const grown = new Float64Array(this.#losses.length * 2)
      grown.set(this.#losses)
      this.#losses = grown
    }
    this.#losses[this.#length++] = loss
  }

  /** @returns a copy of the losses of iterations start .. end-1 */
  losses(start = 0, end = this.#length): Float64Array {
    return this.#losses.slice(start, Math.min(end, this.#length))
  }

  /**
   * @param iterations - keep only what happened within this many iterations, and the divergence; everything by default
   * @returns a copy as plain data
   */
  data(iterations = Infinity): HistoryData {
    return {
      losses: this.losses(0, iterations),
      epochs: this.epochs.filter((epoch) => epoch.iteration < iterations),
      marks: this.marks.filter((mark) => mark.kind === 'diverged' || mark.iteration <= iterations),
    }
  }
}
