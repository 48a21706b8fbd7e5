import { describe, expect, it } from 'vitest'
import { nextReading, zoomedRange } from '../../../src/renderer/charts/chartKeys'

const whole = { min: 0, max: 1000 }

describe('zoomedRange', () => {
  it('halves around the point that is read and stays inside the whole', () => {
    expect(zoomedRange(whole, whole, 0.5, 600)).toEqual({ min: 350, max: 850 })
    expect(zoomedRange(whole, whole, 0.5, 10)).toEqual({ min: 0, max: 500 })
    expect(zoomedRange(whole, whole, 0.5, 990)).toEqual({ min: 500, max: 1000 })
  })

  it('ends at four iterations on one side and at the whole on the other', () => {
    expect(zoomedRange({ min: 10, max: 14 }, whole, 0.5, 12)).toEqual({ min: 10, max: 14 })
    expect(zoomedRange({ min: 0, max: 600 }, whole, 2, 300)).toBeNull()
  })
})

describe('nextReading', () => {
  const points = [0, 100, 200, 300, 400].map((x) => ({ x, y: 1 }))

  it('begins with the newest point on show and stops at both ends', () => {
    expect(nextReading(points, whole, null, -1)).toBe(4)
    expect(nextReading(points, whole, 4, 1)).toBe(4)
    expect(nextReading(points, whole, 2, -20)).toBe(0)
  })

  it('keeps to the range on show', () => {
    expect(nextReading(points, { min: 150, max: 350 }, null, 1)).toBe(3)
    expect(nextReading(points, { min: 150, max: 350 }, 3, -20)).toBe(2)
    expect(nextReading([], whole, null, 1)).toBeNull()
  })
})
