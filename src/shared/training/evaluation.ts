import type { Engine } from '../engine/engine'
import type { Accuracies } from '../engine/snapshotEvaluator'

/**
 * How many images one slice counts: small enough that a slice of the slower engine takes a few milliseconds.
 * @param hidden - hidden neurons; the work per image grows with them
 */
export const evaluationSlice = (hidden: number): number => Math.max(4, Math.floor(5000 / hidden))

/** Counts both splits with the engine's weights, a slice at a time. The weights must not change until it is done. */
export class SlicedEvaluation {
  readonly #engine: Engine
  readonly #counts: { readonly train: number; readonly test: number }
  readonly #slice: number
  #position = 0
  #correctTrain = 0
  #correctTest = 0

  /**
   * @param counts - images of each split
   * @param slice - images per {@link advance}
   */
  constructor(engine: Engine, counts: { train: number; test: number }, slice: number) {
    this.#engine = engine
    this.#counts = counts
    this.#slice = slice
  }

  /** Counts one slice. @returns whether both splits are done */
  advance(): boolean {
    const { train, test } = this.#counts
    if (this.#position < train) {
      const count = Math.min(this.#slice, train - this.#position)
      this.#correctTrain += this.#engine.countCorrect('train', this.#position, count)
      this.#position += count
    } else if (this.#position < train + test) {
      const start = this.#position - train
      const count = Math.min(this.#slice, test - start)
      this.#correctTest += this.#engine.countCorrect('test', start, count)
      this.#position += count
    }
    return this.#position >= train + test
  }

  /** Meaningful once {@link advance} has returned true. */
  get accuracies(): Accuracies {
    return {
      trainAccuracy: this.#correctTrain / this.#counts.train,
      testAccuracy: this.#correctTest / this.#counts.test,
    }
  }
}
