import { describe, expect, it } from 'vitest'
import { isRunaway } from '../../../../src/renderer/features/train/runawayLoss'

describe('isRunaway', () => {
  it('holds for a run that shot up and only guesses now', () => {
    expect(isRunaway({ iteration: 300, smoothed: 2.29, highest: 5.3 }, 10)).toBe(true)
    expect(isRunaway({ iteration: 300, smoothed: 12.5, highest: 14 }, 10)).toBe(true)
  })

  it('leaves slow starters, fresh runs and those that recovered alone', () => {
    expect(isRunaway({ iteration: 900, smoothed: 2.3, highest: 2.31 }, 10)).toBe(false)
    expect(isRunaway({ iteration: 100, smoothed: 12, highest: 14 }, 10)).toBe(false)
    expect(isRunaway({ iteration: 900, smoothed: 0.4, highest: 9 }, 10)).toBe(false)
    expect(isRunaway({ iteration: 900, smoothed: null, highest: NaN }, 10)).toBe(false)
  })
})
