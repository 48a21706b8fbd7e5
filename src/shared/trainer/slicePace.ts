/** Between two slices of training requests are answered. In a utility process that takes about a millisecond of its own. */
const SLICE_MS = 30
/** While somebody draws: short enough that a drawing is answered at once. */
const HURRIED_SLICE_MS = 10
/** So long after a drawing the next one is expected. */
const HURRY_MS = 2000

/** How long training goes on before it looks up. */
export class SlicePace {
  readonly #now: () => number
  #hurriedUntil = -Infinity

  /** @param now - a clock in milliseconds that never goes back */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Somebody waits for an answer, and others will follow. */
  favourInput(): void {
    this.#hurriedUntil = this.#now() + HURRY_MS
  }

  /** @returns when a slice that begins now is to end */
  nextEnd(): number {
    const now = this.#now()
    return now + (now < this.#hurriedUntil ? HURRIED_SLICE_MS : SLICE_MS)
  }
}
