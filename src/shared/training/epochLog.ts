import type { Accuracies } from '../engine/snapshotEvaluator'
import type { Weights } from '../nn/weights'
import type { BestSnapshot } from './checkpoint'
import { earlyStopping } from './earlyStopping'
import type { EndReason } from './endReasons'
import type { EpochRecord, Measured } from './runTypes'
import { isWholeEpoch } from './epochSchedule'
import type { History } from './history'
import type { Hyperparameters } from './hyperparameters'
import type { DueMeasurement } from './measurements'

/** Records the accuracies of each epoch in the history and keeps the weights with the best test accuracy. */
export class EpochLog {
  readonly #history: History
  readonly #hyperparameters: () => Hyperparameters
  #best: BestSnapshot | null
  /** Measured in the last pause. */
  #paused: EpochRecord | null = null

  /**
   * @param history - changed by {@link record}
   * @param best - of the resumed run, or null
   */
  constructor(history: History, hyperparameters: () => Hyperparameters, best: BestSnapshot | null) {
    this.#history = history
    this.#hyperparameters = hyperparameters
    this.#best = best
  }

  /** The weights with the best test accuracy so far; null before the first epoch. */
  get best(): BestSnapshot | null {
    return this.#best
  }

  /**
   * Records a measurement. That of a pause is kept until the run goes on: it depends on when a person paused, and a run
   * that is repeated must record the same.
   * @param weights - those measured; kept, so they must not change
   * @returns why the run should stop early, or null to continue
   */
  record({ epoch, iteration, purpose }: DueMeasurement, accuracies: Accuracies, weights: Weights): EndReason | null {
    const { testAccuracy } = accuracies
    const record = { epoch, iteration, ...accuracies }
    if (purpose === 'pause') {
      this.#paused = record
      return null
    }
    this.#history.epochs.push(record)
    if (purpose !== 'epoch') return null
    if (testAccuracy > (this.#best?.testAccuracy ?? -1)) {
      this.#best = { epoch, iteration, testAccuracy, weights }
      this.#history.marks.push({ kind: 'best', iteration: iteration + 1, epoch, value: testAccuracy })
    }
    return earlyStopping(this.#hyperparameters(), this.#history.epochs)
  }

  /** @returns what was measured of the weights after this many iterations; null when they were not measured */
  of(iterations: number): Measured | null {
    const { epochs } = this.#history
    const found = [this.#paused, epochs.filter((record) => record.iteration < iterations).at(-1)]
    return measuredOf(found.find((record) => record?.iteration === iterations - 1))
  }

  /** Puts what was measured in a pause into the history. @returns whether it was measured after this many iterations */
  keepPaused(iterations: number): boolean {
    if (this.#paused?.iteration !== iterations - 1) return false
    this.#history.epochs.push(this.#paused)
    return true
  }

  /** Takes what was measured at the end, between two epochs, out of the history. */
  reopen(): void {
    const { epochs } = this.#history
    const last = epochs.at(-1)
    if (last === undefined || isWholeEpoch(last)) return
    epochs.pop()
    this.#paused = last
  }

  /** The newest measurement; null before the first. */
  get newest(): Measured | null {
    const last = this.#history.epochs.at(-1)
    return measuredOf(this.#paused && this.#paused.iteration > (last?.iteration ?? -1) ? this.#paused : last)
  }
}

function measuredOf(record: EpochRecord | null | undefined): Measured | null {
  if (!record) return null
  const { iteration, trainAccuracy, testAccuracy } = record
  return { iteration: iteration + 1, trainAccuracy, testAccuracy }
}
