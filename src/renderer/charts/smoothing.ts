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

  /** Takes the next value in. @returns the smoothed value, NaN while none was finite */
  next(value: number): number {
    if (Number.isFinite(value)) {
      this.#sum = this.weight * this.#sum + (1 - this.weight) * value
      this.#rest *= this.weight
    }
    return this.value
  }

  get value(): number {
    return this.#rest === 1 ? NaN : this.#sum / (1 - this.#rest)
  }
}

/** @returns the smoothed curve of `raw` and the state to go on with */
export function smoothSeries(raw: Series, weight: number): { series: Series; smoothing: Smoothing } {
  const smoothing = new Smoothing(weight)
  const series = new Series()
  for (let index = 0; index < raw.length; index++) series.append(raw.x(index), smoothing.next(raw.y(index)))
  return { series, smoothing }
}
