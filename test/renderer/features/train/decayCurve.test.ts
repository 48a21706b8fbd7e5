import { describe, expect, it } from 'vitest'
import { DECAY_HEIGHT, decayCurve } from '../../../../src/renderer/features/train/decayCurve'

const heights = (points: string) => points.split(' ').map((point) => Number(point.split(',')[1]))

describe('decayCurve', () => {
  it('is level without decay', () => {
    const { points, first, last } = decayCurve({ decay: 'none', lr: 0.1, iterations: 1000 })
    expect(new Set(heights(points)).size).toBe(1)
    expect([first, last]).toEqual([0.1, 0.1])
  })

  it.each([
    ['step', 0.0125],
    ['exponential', 0.001],
    ['cosine', 0],
  ] as const)('falls with %s, inside its box', (decay, last) => {
    const curve = decayCurve({ decay, lr: 0.1, iterations: 10_000 })
    expect(curve.last).toBeCloseTo(last, 4)
    const y = heights(curve.points)
    expect(y.every((value, i) => value >= (y[i - 1] ?? 0))).toBe(true)
    expect(Math.max(...y)).toBeLessThanOrEqual(DECAY_HEIGHT)
  })

  it('bears a run of one iteration', () => {
    expect(decayCurve({ decay: 'cosine', lr: 0.1, iterations: 1 }).last).toBe(0.1)
  })
})
