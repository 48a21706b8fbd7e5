import type { TrainingProgress } from '../training/runTypes'
import { SpeedMeter } from '../training/speedMeter'
import type { TrainingSession } from '../training/session'

/** Shortest interval between two messages; each costs a message to the main process and a frame of the page. */
const PROGRESS_MS = 1000 / 10
/** The same on two processors: training uses both and waits for everything that the window does. */
const BUSY_PROGRESS_MS = 1000 / 3

interface ProgressDeps {
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
  /** Processors of the machine; assumed to be many when not given. */
  readonly processors?: number | undefined
}

/** Collects the progress of one run: every loss, epoch and event is reported once, in order. */
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
    this.#interval = processors > 2 ? PROGRESS_MS : BUSY_PROGRESS_MS
  }

  /** Restarts the speed measurement and the interval; call it when the run resumes. */
  measureFromHere(): void {
    this.#last = this.#now()
    this.#meter.sample(this.#session.elapsedMs, this.#session.iteration)
  }

  /** Whether the interval since the last report has passed. */
  get isDue(): boolean {
    return this.#now() - this.#last >= this.#interval
  }

  /** @returns everything not yet reported; null when there is nothing */
  next(): TrainingProgress | null {
    const { history, iteration, elapsedMs, phase, hyperparameters } = this.#session
    // A run that is lengthened loses what was measured at its end.
    const { losses, marks } = this.#sent
    const epochs = Math.min(this.#sent.epochs, history.epochs.length)
    this.#last = this.#now()
    if (losses === history.length && this.#sent.epochs === history.epochs.length && marks === history.marks.length)
      return null
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
