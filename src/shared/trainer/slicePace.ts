/** Requests are handled between two slices of training, which costs about a millisecond in a utility process. */
const SLICE_MS = 30
/** While the user draws: short enough that predictions appear immediate. */
const INPUT_SLICE_MS = 10
/** Slices stay short for this long after the last input. */
const INPUT_MS = 2000

/** Decides how long training runs before pending requests are handled. */
export class SlicePace {
  readonly #now: () => number
  #inputUntil = -Infinity

  /** @param now - a monotonic clock in milliseconds */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Call for each request that the user waits for: more are likely to follow. */
  favourInput(): void {
    this.#inputUntil = this.#now() + INPUT_MS
  }

  /** @returns when a slice that begins now must end */
  nextEnd(): number {
    const now = this.#now()
    return now + (now < this.#inputUntil ? INPUT_SLICE_MS : SLICE_MS)
  }
}
