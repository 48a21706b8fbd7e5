import type { Hyperparameters } from './hyperparameters'
import { learningRateFactor } from './learningRateSchedule'

/** The learning rate of a run: the chosen value and the decay that continues from it. */
export class LearningRate {
  readonly #hyperparameters: Hyperparameters
  /** What the decay multiplies; kept in a checkpoint. */
  base: number

  constructor(hyperparameters: Hyperparameters) {
    this.#hyperparameters = hyperparameters
    this.base = hyperparameters.lr
  }

  /** @param iteration - 0-based; past the end of the run, the rate of the last iteration */
  at(iteration: number): number {
    return this.base * this.#factor(iteration)
  }

  /** Makes `value` the rate of an iteration. */
  choose(value: number, iteration: number): void {
    this.base = value / this.#factor(iteration)
  }

  #factor(iteration: number): number {
    const { decay, iterations } = this.#hyperparameters
    return learningRateFactor(decay, Math.min(iteration, iterations - 1), iterations)
  }
}
