import type { Accuracies } from '../engine/snapshotEvaluator'
import type { Weights } from '../nn/weights'
import type { BestSnapshot } from './checkpoint'
import { earlyStopping } from './earlyStopping'
import type { EndReason } from './endReasons'
import type { History } from './history'
import type { Hyperparameters } from './hyperparameters'
import type { DueMeasurement } from './measurements'

/** Records the accuracies of each epoch in the history and keeps the weights with the best test accuracy. */
export class EpochLog {
  readonly #history: History
  readonly #hyperparameters: Hyperparameters
  #best: BestSnapshot | null

  /**
   * @param history - changed by {@link record}
   * @param best - of the resumed run, or null
   */
  constructor(history: History, hyperparameters: Hyperparameters, best: BestSnapshot | null) {
    this.#history = history
    this.#hyperparameters = hyperparameters
    this.#best = best
  }

  /** The weights with the best test accuracy so far; null before the first epoch. */
  get best(): BestSnapshot | null {
    return this.#best
  }

  /**
   * Records an epoch.
   * @param weights - of that epoch; kept, so they must not change
   * @returns why the run should stop early, or null to continue
   */
  record({ epoch, iteration }: DueMeasurement, accuracies: Accuracies, weights: Weights): EndReason | null {
    const { testAccuracy } = accuracies
    this.#history.epochs.push({ epoch, iteration, ...accuracies })
    if (testAccuracy > (this.#best?.testAccuracy ?? -1)) {
      this.#best = { epoch, iteration, testAccuracy, weights }
      this.#history.marks.push({ kind: 'best', iteration: iteration + 1, epoch, value: testAccuracy })
    }
    return earlyStopping(this.#hyperparameters, this.#history.epochs, this.#best?.epoch ?? 0)
  }

  /** @returns the accuracies if the newest epoch was measured after this iteration (0-based), else null */
  accuraciesAfter(iteration: number): Accuracies | null {
    const last = this.#history.epochs.at(-1)
    if (last?.iteration !== iteration) return null
    return { trainAccuracy: last.trainAccuracy, testAccuracy: last.testAccuracy }
  }
}
