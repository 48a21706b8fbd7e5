import type { Dataset } from '../data/dataset'
import { canMixOwnDigits, mixOwnDigits } from '../data/mixOwnDigits'
import { NO_OWN_DIGITS } from '../data/ownDigits'
import type { OwnDigits } from '../data/ownDigits'

/** The own digits, which can be mixed into the training data when a run starts. */
export class OwnDigitsMix {
  #own: OwnDigits = NO_OWN_DIGITS
  #times: number | null = null
  /** The last result: while nothing changes, every start gets the same object, which the engine has loaded already. */
  #mixed: { readonly from: Dataset; readonly times: number; readonly result: Dataset } | null = null

  /** @param times - how often each counts from the next start; null = they are not mixed in */
  set(own: OwnDigits, times: number | null): void {
    this.#own = own
    this.#times = times
    this.#mixed = null
  }

  /** The dataset for a run that starts now. */
  forStart(dataset: Dataset): Dataset {
    return this.#times === null ? dataset : this.#mixedWith(dataset, this.#times)
  }

  /**
   * The datasets that a stored run may have trained on: the dataset alone, or with own digits.
   * @param times - how often each counted in that run
   */
  candidates(dataset: Dataset, times: number): readonly Dataset[] {
    const mixed = this.#mixedWith(dataset, times)
    return mixed === dataset ? [dataset] : [dataset, mixed]
  }

  #mixedWith(dataset: Dataset, times: number): Dataset {
    if (!canMixOwnDigits(dataset)) return dataset
    if (this.#mixed?.from !== dataset || this.#mixed.times !== times) {
      this.#mixed = { from: dataset, times, result: mixOwnDigits(dataset, this.#own, times) }
    }
    return this.#mixed.result
  }
}
