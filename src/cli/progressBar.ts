import { SingleBar } from 'cli-progress'
import { fill } from '../shared/i18n/messages'
import { SpeedMeter } from '../shared/training/speedMeter'
import type { Context } from './context'

/** The progress bar on stderr; shows nothing where stderr is not a terminal. */
export class ProgressBar {
  readonly #bar: SingleBar | null
  readonly #context: Context
  readonly #total: number
  readonly #meter = new SpeedMeter()

  /** @param total - iterations of the whole run */
  constructor(total: number, context: Context) {
    this.#total = total
    this.#context = context
    this.#bar = process.stderr.isTTY
      ? new SingleBar({
          format: context.text.progress,
          stream: process.stderr,
          hideCursor: true,
          clearOnComplete: true,
          fps: 10,
        })
      : null
    // The speed is not known yet.
    this.#bar?.start(total, 0, { speed: '–', left: '–' })
  }

  /** @param elapsedMs - running time so far */
  update(iteration: number, elapsedMs: number): void {
    if (this.#bar === null) return
    this.#meter.sample(elapsedMs, iteration)
    const format = new Intl.NumberFormat(this.#context.language, { maximumFractionDigits: 0 })
    const speed = this.#meter.iterationsPerSecond
    if (speed === 0) {
      this.#bar.update(iteration)
      return
    }
    const seconds = format.format(Math.ceil(this.#meter.remainingMs(this.#total - iteration) / 1000))
    this.#bar.update(iteration, {
      speed: format.format(speed),
      left: fill(this.#context.text.seconds, { seconds }),
    })
  }

  /** Writes to stdout without leaving fragments of the bar on a shared terminal. */
  printAbove(write: () => void): void {
    if (this.#bar !== null) process.stderr.write('\r\x1b[K')
    write()
    this.#bar?.render()
  }

  /** Draws the final state, which a short run has not shown yet, and removes the bar. */
  stop(): void {
    this.#bar?.render()
    this.#bar?.stop()
  }
}
