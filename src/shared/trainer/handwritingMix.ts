import type { Dataset } from '../data/dataset'
import { mixHandwritingInSlices } from '../data/handwriting/mixHandwriting'
import type { Hyperparameters } from '../training/hyperparameters'

type Wanted = Pick<Hyperparameters, 'handwriting' | 'seed'>

/** The digits in many ways of writing that the hyperparameters of a run add to its training data. */
export class HandwritingMix {
  readonly #yieldToEvents: () => Promise<void>
  /** The last result: the next start with the same seed gets the same object, which the engine has loaded already. */
  #mixed: { readonly from: Dataset; readonly wanted: Wanted; readonly result: Dataset } | null = null

  constructor(yieldToEvents: () => Promise<void>) {
    this.#yieldToEvents = yieldToEvents
  }

  /** The dataset of a run. @throws HANDWRITING_NO_DIGITS */
  async forRun(dataset: Dataset, { handwriting, seed }: Wanted): Promise<Dataset> {
    if (handwriting === 0) return dataset
    const last = this.#mixed
    if (last?.from === dataset && last.wanted.handwriting === handwriting && last.wanted.seed === seed) {
      return last.result
    }
    this.#mixed = null
    const result = await mixHandwritingInSlices(dataset, handwriting, seed, this.#yieldToEvents)
    this.#mixed = { from: dataset, wanted: { handwriting, seed }, result }
    return result
  }
}
