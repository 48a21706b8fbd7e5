import { describe, expect, it } from 'vitest'
import { pixelStats } from '../../../../src/renderer/features/data/pixelStats'

describe('pixelStats', () => {
  it('gives mean and deviation of the values as the network sees them', () => {
    const counts = new Float64Array(256)
    counts[0] = 3
    counts[255] = 1
    const stats = pixelStats(counts)
    expect(stats).toMatchObject({ background01: 0.75, ink01: 0.25, mean01: 0.25 })
    expect(stats.deviation01).toBeCloseTo(Math.sqrt(0.1875), 12)
  })

  it('puts every value into one bar; heights are logarithmic between two powers of ten', () => {
    const counts = Float64Array.from({ length: 256 }, (_, value) => (value < 4 ? 250 : 1))
    const { bars, low, high } = pixelStats(counts)
    expect(bars).toHaveLength(64)
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(1000 + 252)
    expect(bars[0]).toMatchObject({ from: 0, to: 3, count: 1000, height: 1 })
    expect(bars[63]).toMatchObject({ from: 252, to: 255, count: 4 })
    expect([low, high]).toEqual([0, 3])
    expect(bars[63]?.height).toBeCloseTo(Math.log10(4) / 3, 12)
  })

  it('shows even the lowest bar', () => {
    const counts = new Float64Array(256)
    counts[0] = 1000
    counts[9] = 10
    const { bars, low, high } = pixelStats(counts)
    expect([low, high]).toEqual([0, 3])
    expect([bars[0]?.height, bars[1]?.height]).toEqual([1, 0])
    expect(bars[2]?.height).toBeCloseTo(1 / 3, 12)
  })

  it('is all zeros without pixels', () => {
    const stats = pixelStats(new Float64Array(256))
    expect(stats).toMatchObject({ background01: 0, mean01: 0, deviation01: 0 })
    expect(stats.bars.every((bar) => bar.height === 0)).toBe(true)
  })
})
