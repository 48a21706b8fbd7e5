import type { TrainingProgress } from '../training/runTypes'
import { SpeedMeter } from '../training/speedMeter'
import type { TrainingSession } from '../training/session'

/** Between two messages. Each is one to the main process, too, and is shown: a frame of the page. */
const PROGRESS_MS = 1000 / 10
/** Where training takes both processors there are: what the window does, training waits for. */
const SELDOM_MS = 1000 / 3

interface ProgressDeps {
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
  /** Of the machine; many where that is not known. */
  readonly processors?: number | undefined
}

/** What has been said of one run: everything that comes to pass in it is said once, in order. */
export class ProgressReport {
  readonly #run: number
  readonly #session: TrainingSession
  readonly #now: () => number
  readonly #interval: number
  readonly #meter = new SpeedMeter()
  #sent = { losses: 0, epochs: 0, marks: 0 }
  #last: number

  /** @param run - its number */
  constructor(run: number, session: TrainingSession, { now, processors = Infinity }: ProgressDeps) {
    this.#run = run
    this.#session = session
    this.#now = now
    this.#last = now()
    this.#interval = processors > 2 ? PROGRESS_MS : SELDOM_MS
  }

  /** The speed is that since now, and so is the time until the next one: to be called when the run goes on. */
  measureFromHere(): void {
    this.#last = this.#now()
    this.#meter.sample(this.#session.elapsedMs, this.#session.iteration)
  }

  /** Whether it is time for the next one. */
  get isDue(): boolean {
    return this.#now() - this.#last >= this.#interval
  }

  /** @returns all that has not been said; null when there is nothing */
  next(): TrainingProgress | null {
    const { history, iteration, elapsedMs, phase, hyperparameters } = this.#session
    const { losses, epochs, marks } = this.#sent
    this.#last = this.#now()
    if (losses === history.length && epochs === history.epochs.length && marks === history.marks.length) return null
    this.#meter.sample(elapsedMs, iteration)
    this.#sent = { losses: history.length, epochs: history.epochs.length, marks: history.marks.length }
    return {
      run: this.#run,
      firstIteration: losses,
      losses: history.losses(losses),
      epochs: history.epochs.slice(epochs),
      marks: history.marks.slice(marks),
      iterationsPerSecond: this.#meter.iterationsPerSecond,
      remainingMs: this.#meter.remainingMs(phase === 'ended' ? 0 : hyperparameters.iterations - iteration),
      elapsedMs,
    }
  }
}
