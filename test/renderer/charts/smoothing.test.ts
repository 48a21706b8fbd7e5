import { describe, expect, it } from 'vitest'
import { Series } from '../../../src/renderer/charts/series'
import { smoothSeries } from '../../../src/renderer/charts/smoothing'
import { Smoothing } from '../../../src/shared/training/smoothing'

/** The smoothed value after one more. */
const next = (smoothing: Smoothing, value: number) => smoothing.through(Float64Array.of(value))[0]!

describe('Smoothing', () => {
  it('is debiased: a constant stays what it is from the first value on', () => {
    const smoothing = new Smoothing(0.9)
    for (let i = 0; i < 50; i++) expect(next(smoothing, 2.3)).toBeCloseTo(2.3, 12)
  })

  it('follows the stated formula s / (1 − wⁿ)', () => {
    const smoothing = new Smoothing(0.5)
    expect(next(smoothing, 4)).toBeCloseTo(4)
    // s = 0.5·2 + 0.5·1 = 1.5; 1 − 0.25 = 0.75
    expect(next(smoothing, 1)).toBeCloseTo(1.5 / 0.75)
  })

  it('is the raw curve with weight 0', () => {
    const smoothing = new Smoothing(0)
    expect([...smoothing.through(Float64Array.of(3, 1, 2))]).toEqual([3, 1, 2])
  })

  it('ignores values that are not finite', () => {
    const smoothing = new Smoothing(0.9)
    next(smoothing, 1)
    expect(next(smoothing, NaN)).toBeCloseTo(1)
    expect(next(smoothing, Infinity)).toBeCloseTo(1)
    expect(next(new Smoothing(0.9), NaN)).toBeNaN()
  })

  it('continues from a whole series as if it had received each value', () => {
    const raw = new Series()
    const values = [2.3, 1.1, 0.7, 0.9, 0.2]
    values.forEach((value, i) => raw.append(i, value))
    const one = new Smoothing(0.8)
    values.forEach((value) => next(one, value))
    const { series, smoothing } = smoothSeries(raw, 0.8)
    expect(series.y(4)).toBeCloseTo(one.value, 12)
    expect(next(smoothing, 5)).toBeCloseTo(next(one, 5), 12)
  })
})
