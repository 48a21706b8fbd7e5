import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { learningRateFactor } from '../../../src/shared/training/learningRateSchedule'

describe('learningRateFactor', () => {
  it('is always 1 without decay', () => {
    expect([0, 1, 9999].map((i) => learningRateFactor('none', i, 10_000))).toEqual([1, 1, 1])
  })

  it('halves after every quarter with steps', () => {
    const at = [0, 2499, 2500, 4999, 5000, 7500, 9999]
    expect(at.map((i) => learningRateFactor('step', i, 10_000))).toEqual([1, 1, 0.5, 0.5, 0.25, 0.125, 0.125])
  })

  it('is a tenth halfway and tends to a hundredth when exponential', () => {
    expect(learningRateFactor('exponential', 500, 1000)).toBeCloseTo(0.1, 12)
    expect(learningRateFactor('exponential', 999_999, 1_000_000)).toBeCloseTo(0.01, 6)
  })

  it('is a half halfway when cosine', () => {
    expect(learningRateFactor('cosine', 500, 1000)).toBeCloseTo(0.5, 12)
  })

  it('starts at 1, never rises and stays above 0', () => {
    const decays = fc.constantFrom('none', 'step', 'exponential', 'cosine')
    fc.assert(
      fc.property(decays, fc.integer({ min: 1, max: 2000 }), (decay, iterations) => {
        const factors = Array.from({ length: iterations }, (_, i) => learningRateFactor(decay, i, iterations))
        expect(factors[0]).toBe(1)
        factors.forEach((factor, i) => expect(factor).toBeLessThanOrEqual(factors[i - 1] ?? 1))
        expect(factors.at(-1)).toBeGreaterThan(0)
      }),
    )
  })
})
