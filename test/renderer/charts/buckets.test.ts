import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketSize, decimate } from '../../../src/renderer/charts/buckets'
import { Series } from '../../../src/renderer/charts/series'

function seriesOf(values: readonly number[]): Series {
  const series = new Series()
  values.forEach((value, index) => series.append(index, value))
  return series
}

/** Noise without a random source: the same numbers each time. */
const noise = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => 2 / (1 + i / 500) + ((i * 7919) % 97) / 300)

const whole = { from: -Infinity, to: Infinity }

describe('decimate', () => {
  it('hands out every sample while they fit', () => {
    const points = decimate(seriesOf([3, 1, 2]), { ...whole, budget: 10 })
    expect(points).toEqual([
      { x: 0, y: 3 },
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ])
  })

  it('stays within the budget and keeps raw samples in order, with the global extremes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 3_000 }),
        fc.integer({ min: 20, max: 400 }),
        (values, budget) => {
          const points = decimate(seriesOf(values), { ...whole, budget })
          expect(points.length).toBeLessThanOrEqual(budget)
          points.forEach((point, i) => {
            expect(point.y).toBe(values[point.x])
            if (i > 0) expect(point.x).toBeGreaterThan(points[i - 1]?.x ?? Infinity)
          })
          const heights = points.map((point) => point.y)
          expect(Math.max(...heights)).toBe(Math.max(...values))
          expect(Math.min(...heights)).toBe(Math.min(...values))
          expect(points.at(-1)?.x).toBe(values.length - 1)
        },
      ),
    )
  })

  it('holds 2,000 points on 100,000 samples', () => {
    const points = decimate(seriesOf(noise(100_000)), { ...whole, budget: 2_000 })
    expect(points.length).toBeLessThanOrEqual(2_000)
    expect(points.length).toBeGreaterThan(700)
  })

  it('keeps its points while the curve grows within a bucket size: nothing shimmers', () => {
    const series = seriesOf(noise(20_000))
    const before = decimate(series, { ...whole, budget: 600 })
    noise(10).forEach((value, i) => series.append(20_000 + i, value))
    const after = new Set(decimate(series, { ...whole, budget: 600 }).map((point) => point.x))
    // Only the last, still growing bucket may change.
    expect(before.slice(0, -3).filter((point) => !after.has(point.x))).toEqual([])
  })

  it('thins a curve that grew piece by piece as one that was there at once', () => {
    const value = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity))
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { maxLength: 900 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 8, max: 200 }),
        fc.boolean(),
        (pieces, budget, lastOnly) => {
          const grown = new Series()
          for (const piece of pieces) {
            const first = grown.length
            grown.appendAll(
              Float64Array.from(piece, (_, i) => first + i),
              Float64Array.from(piece),
            )
            const view = { ...whole, budget, lastOnly }
            expect(decimate(grown, view)).toEqual(decimate(seriesOf([...grown.ys]), view))
          }
        },
      ),
    )
  })

  it('keeps marked samples that are neither extreme nor last', () => {
    const points = decimate(seriesOf(noise(10_000)), { ...whole, budget: 60, keep: [4_321, 77] })
    expect(points.map((point) => point.x)).toEqual(expect.arrayContaining([77, 4_321]))
    expect(points.length).toBeLessThanOrEqual(60)
  })

  it('shows the raw samples of a zoomed range and one beyond each edge', () => {
    const points = decimate(seriesOf(noise(10_000)), { from: 5_000, to: 5_004, budget: 50 })
    expect(points.map((point) => point.x)).toEqual([4_999, 5_000, 5_001, 5_002, 5_003, 5_004])
  })

  it('leaves out values that are not finite', () => {
    const points = decimate(seriesOf([1, NaN, Infinity, 4]), { ...whole, budget: 10 })
    expect(points.map((point) => point.y)).toEqual([1, 4])
  })

  it('gives one point per bucket of a curve that is smooth already', () => {
    const points = decimate(seriesOf(noise(1_024)), { ...whole, budget: 65, lastOnly: true })
    expect(points.map((point) => point.x)).toEqual(Array.from({ length: 64 }, (_, i) => i * 16 + 15))
  })
})

describe('bucketSize', () => {
  it('is the smallest power of two that fits, one bucket spared for the offset of the first', () => {
    expect(bucketSize(100, 101)).toBe(1)
    expect(bucketSize(100, 100)).toBe(2)
    expect(bucketSize(100_000, 666)).toBe(256)
  })
})
