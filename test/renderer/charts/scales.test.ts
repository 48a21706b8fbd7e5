import { describe, expect, it } from 'vitest'
import { linearRange, logRange } from '../../../src/renderer/features/train/lossChart'
import { fittedRange } from '../../../src/renderer/features/train/accuracyChart'
import { commonLimit, signedPixels, DIVERGING } from '../../../src/renderer/ui/pixels'

const curve = (...heights: number[]) => [heights.map((y, x) => ({ x, y }))]

describe('linearRange', () => {
  it('reaches from zero to a round number above the highest point', () => {
    expect(linearRange(curve(2.3026, 0.1))).toMatchObject({ min: 0, max: 2.5, step: 0.5 })
    expect(linearRange(curve(0.083))).toMatchObject({ min: 0, max: 0.1, step: 0.02 })
    expect(linearRange(curve(731))).toMatchObject({ min: 0, max: 800, step: 200 })
  })

  it('fits the first loss of ten classes before there is one', () => {
    expect(linearRange([])).toMatchObject({ min: 0, max: 2.5 })
  })
})

describe('logRange', () => {
  it('spans whole powers of ten', () => {
    const { min, max } = logRange(curve(2.3, 0.04))
    expect(min).toBeCloseTo(0.01)
    expect(max).toBeCloseTo(10)
  })
})

describe('signedPixels', () => {
  it('colours by sign, mixes by size and clips beyond the limit', () => {
    const { negative, zero, positive } = DIVERGING.light
    const rgba = signedPixels(Float32Array.of(-2, 0, 9, 1), 2, DIVERGING.light)
    expect([...rgba.subarray(0, 4)]).toEqual([...negative, 255])
    expect([...rgba.subarray(4, 8)]).toEqual([...zero, 255])
    expect([...rgba.subarray(8, 12)]).toEqual([...positive, 255])
    expect(rgba[13]).toBeCloseTo((zero[1] + positive[1]) / 2, -1)
  })
})

describe('commonLimit', () => {
  it('is the mean of the largest magnitudes of the pictures', () => {
    expect(commonLimit(Float32Array.of(1, -3, 0.5, 1), 2)).toBeCloseTo(2)
    expect(commonLimit(new Float32Array(0), 0)).toBe(0)
  })
})

describe('fittedRange', () => {
  const from = (...ys: number[]) => ys.map((y, x) => ({ x, y }))

  it("is the book's 0..1 until two epochs are measured", () => {
    expect(fittedRange([from(), from()])).toEqual({ min: 0, max: 1, log: false, step: 0.2 })
    expect(fittedRange([from(0.1, 0.9), from(0.1, 0.91)])).toMatchObject({ min: 0, max: 1 })
  })

  it('leaves out epoch 0 and separates accuracies that are close', () => {
    expect(fittedRange([from(0.1, 0.9, 0.979), from(0.1, 0.903, 0.97)])).toMatchObject({
      min: 0.9,
      step: 0.02,
      clipped: true,
    })
    const late = fittedRange([from(0.1, 0.97, 0.979), from(0.1, 0.968, 0.97)])
    expect(late.max - late.min).toBeLessThan(0.03)
    expect(late.min).toBeLessThanOrEqual(0.968)
    expect(late.max).toBeGreaterThanOrEqual(0.979)
  })

  it('never leaves 0..1, also for curves that do not move', () => {
    for (const y of [0, 0.1, 1]) {
      const { min, max } = fittedRange([from(y, y, y), from(y, y, y)])
      expect(min).toBeGreaterThanOrEqual(0)
      expect(max).toBeLessThanOrEqual(1 + 1e-9)
      expect(max).toBeGreaterThan(min)
    }
  })
})
