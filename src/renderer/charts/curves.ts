import type { EpochRecord, TrainingEvent, TrainingProgress } from '../../shared/training/runTypes'
import { Series } from './series'
import { smoothSeries } from './smoothing'
import type { Smoothing } from '../../shared/training/smoothing'

/** The raw history of the shown run, outside Vue: one writer (`append`), many readers (charts, numbers). */
export class Curves {
  #run = -1
  #smoothing: Smoothing
  #smoothed = new Series()
  readonly loss = new Series()
  /** Indices of the lowest and the highest loss; -1 while there is no finite one. */
  readonly lossExtrema = { lowest: -1, highest: -1 }
  readonly trainAccuracy = new Series()
  readonly testAccuracy = new Series()
  /** Points of the two accuracy series, for export. */
  readonly epochs: EpochRecord[] = []
  readonly marks: TrainingEvent[] = []
  /** Index of the best test accuracy, -1 while there is none. */
  best = -1

  /** @param weight - weight of the previous value in the smoothed loss, 0..0.99 */
  constructor(weight: number) {
    this.#smoothing = smoothSeries(this.loss, weight).smoothing
  }

  get run(): number {
    return this.#run
  }

  get smoothedLoss(): Series {
    return this.#smoothed
  }

  /** The latest smoothed loss, null before the first iteration. */
  get lastSmoothedLoss(): number | null {
    const value = this.#smoothing.value
    return Number.isNaN(value) ? null : value
  }

  /** Starts an empty history for a run. */
  begin(run: number): void {
    this.#run = run
    for (const series of [this.loss, this.trainAccuracy, this.testAccuracy]) series.clear()
    this.epochs.length = 0
    this.marks.length = 0
    this.best = -1
    this.lossExtrema.lowest = -1
    this.lossExtrema.highest = -1
    this.setSmoothing(this.#smoothing.weight)
  }

  /** Appends the progress of one slice. @returns false when it belongs to an older run and was ignored */
  append(progress: TrainingProgress): boolean {
    if (progress.run < this.#run) return false
    if (progress.run > this.#run) this.begin(progress.run)
    this.#appendLosses(progress.firstIteration, progress.losses)
    for (const epoch of progress.epochs) this.#appendEpoch(epoch)
    this.marks.push(...progress.marks)
    return true
  }

  /** The run goes on after its end: what was measured then, between two epochs, is no longer part of its history. */
  reopen(): void {
    const last = this.testAccuracy.length - 1
    if (last < 0 || Number.isInteger(this.testAccuracy.x(last))) return
    for (const series of [this.trainAccuracy, this.testAccuracy]) series.truncate(last)
    this.epochs.length = last
    const accuracies = Array.from(this.testAccuracy.ys)
    this.best = accuracies.indexOf(Math.max(...accuracies))
  }

  /** Smooths the whole history again with another weight. */
  setSmoothing(weight: number): void {
    const { series, smoothing } = smoothSeries(this.loss, weight)
    this.#smoothed = series
    this.#smoothing = smoothing
  }

  #appendLosses(firstIteration: number, losses: Float64Array): void {
    const { loss, lossExtrema: extrema } = this
    const before = loss.length
    const iterations = new Float64Array(losses.length)
    for (let i = 0; i < losses.length; i++) iterations[i] = firstIteration + i
    loss.appendAll(iterations, losses)
    this.#smoothed.appendAll(iterations, this.#smoothing.through(losses))
    const { lowest, highest } = loss.extrema(before, loss.length)
    if (lowest < 0) return
    if (extrema.lowest < 0 || loss.y(lowest) < loss.y(extrema.lowest)) extrema.lowest = lowest
    if (extrema.highest < 0 || loss.y(highest) > loss.y(extrema.highest)) extrema.highest = highest
  }

  #appendEpoch(epoch: EpochRecord): void {
    const index = this.testAccuracy.length
    this.epochs.push(epoch)
    this.trainAccuracy.append(epoch.epoch, epoch.trainAccuracy)
    this.testAccuracy.append(epoch.epoch, epoch.testAccuracy)
    if (this.best < 0 || epoch.testAccuracy > this.testAccuracy.y(this.best)) this.best = index
  }
}
