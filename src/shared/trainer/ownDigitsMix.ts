import type { Dataset } from '../data/dataset'
import { canMixOwnDigits, mixOwnDigits } from '../data/mixOwnDigits'
import { NO_OWN_DIGITS } from '../data/ownDigits'
import type { OwnDigits } from '../data/ownDigits'

/** The own digits, which can be mixed into the training data when a run starts. */
export class OwnDigitsMix {
  #own: OwnDigits = NO_OWN_DIGITS
  #mix = false
  /** The last result: while nothing changes, every start gets the same object, which the engine has loaded already. */
  #mixed: { readonly from: Dataset; readonly result: Dataset } | null = null

  set(own: OwnDigits, mix: boolean): void {
    this.#own = own
    this.#mix = mix
    this.#mixed = null
  }

  /** The dataset for a run that starts now. */
  forStart(dataset: Dataset): Dataset {
    return this.#mix ? this.#mixedWith(dataset) : dataset
  }

  /** The datasets that a stored run may have trained on: the dataset alone, or with own digits. */
  candidates(dataset: Dataset): readonly Dataset[] {
    const mixed = this.#mixedWith(dataset)
    return mixed === dataset ? [dataset] : [dataset, mixed]
  }

  #mixedWith(dataset: Dataset): Dataset {
    if (!canMixOwnDigits(dataset)) return dataset
    if (this.#mixed?.from !== dataset) this.#mixed = { from: dataset, result: mixOwnDigits(dataset, this.#own) }
    return this.#mixed.result
  }
}
