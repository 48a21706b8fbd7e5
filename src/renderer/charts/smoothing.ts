import { Series } from './series'

/**
 * Debiased exponential moving average: s ← w·s + (1 − w)·y, shown as s / (1 − wⁿ), so that the first values are not pulled
 * towards zero. Values that are not finite leave it as it is.
 */
export class Smoothing {
  readonly weight: number
  #sum = 0
  #rest = 1

  /** @param weight - share of the past, 0 (raw) to below 1 */
  constructor(weight: number) {
    this.weight = weight
  }

  /**
   * Takes the next values in, (n,). In one loop: a call for each would cost the compilers more than the work.
   * @returns (n,) the smoothed value after each, NaN while none was finite
   */
  through(values: Float64Array): Float64Array {
    const smoothed = new Float64Array(values.length)
    const { weight } = this
    let [sum, rest] = [this.#sum, this.#rest]
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (Number.isFinite(value)) {
        sum = weight * sum + (1 - weight) * value
        rest *= weight
      }
      smoothed[i] = rest === 1 ? NaN : sum / (1 - rest)
    }
    this.#sum = sum
    this.#rest = rest
    return smoothed
  }

  get value(): number {
    return this.#rest === 1 ? NaN : this.#sum / (1 - this.#rest)
  }
}

/** @returns the smoothed curve of `raw` and the state to go on with */
export function smoothSeries(raw: Series, weight: number): { series: Series; smoothing: Smoothing } {
  const smoothing = new Smoothing(weight)
  const series = new Series()
  series.appendAll(raw.xs, smoothing.through(raw.ys))
  return { series, smoothing }
}
