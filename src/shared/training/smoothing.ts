/**
 * Debiased exponential moving average: s ← w·s + (1 − w)·y, shown as s / (1 − wⁿ), so that the first values are not biased
 * towards zero. Values that are not finite are ignored.
 */
export class Smoothing {
  readonly weight: number
  #sum = 0
  #bias = 1

  /** @param weight - w, weight of the previous value: 0 (raw) to below 1 */
  constructor(weight: number) {
    this.weight = weight
  }

  /**
   * Adds the next values, (n,). One loop instead of a call per value, which would cost more than the arithmetic.
   * @returns (n,) the smoothed value after each, NaN before the first finite one
   */
  through(values: Float64Array): Float64Array {
    const smoothed = new Float64Array(values.length)
    const { weight } = this
    let [sum, bias] = [this.#sum, this.#bias]
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (Number.isFinite(value)) {
        sum = weight * sum + (1 - weight) * value
        bias *= weight
      }
      smoothed[i] = bias === 1 ? NaN : sum / (1 - bias)
    }
    this.#sum = sum
    this.#bias = bias
    return smoothed
  }

  get value(): number {
    return this.#bias === 1 ? NaN : this.#sum / (1 - this.#bias)
  }
}
