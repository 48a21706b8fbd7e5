import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { drawStroke, rasteriseStrokes } from '../../../src/shared/image/rasterise'

const sum = (ink: Uint8Array): number => ink.reduce((total, value) => total + value, 0)

describe('rasteriseStrokes', () => {
  it('draws a dot with the area of its disc, whatever part of a pixel it falls on', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 30, max: 50, noNaN: true }),
        fc.double({ min: 30, max: 50, noNaN: true }),
        fc.double({ min: 4, max: 25, noNaN: true }),
        (x, y, pen) => {
          const area = sum(rasteriseStrokes([[x, y]], pen, 80, 80)) / 255
          expect(Math.abs(area / ((Math.PI * pen * pen) / 4) - 1)).toBeLessThan(0.05)
        },
      ),
    )
  })

  it('draws a line with round caps: length times width plus one disc', () => {
    const area = sum(rasteriseStrokes([[20, 30, 70, 60]], 8, 100, 100)) / 255
    const exact = Math.hypot(50, 30) * 8 + Math.PI * 16
    expect(Math.abs(area / exact - 1)).toBeLessThan(0.01)
  })

  it('fills the middle of the line and leaves the rest paper, with greys between', () => {
    const ink = rasteriseStrokes([[10, 20.5, 30, 20.5]], 6, 40, 40)
    expect(ink[20 * 40 + 20]).toBe(255)
    expect(ink[25 * 40 + 20]).toBe(0)
    const slanted = rasteriseStrokes([[5, 5, 30, 17]], 6, 40, 40)
    expect(slanted.some((value) => value > 0 && value < 255)).toBe(true)
  })

  it('draws the same however often a point repeats, and does not darken crossings', () => {
    const once = rasteriseStrokes([[5, 5, 30, 17]], 6, 40, 40)
    expect(rasteriseStrokes([[5, 5, 5, 5, 30, 17, 30, 17]], 6, 40, 40)).toEqual(once)
    expect(
      rasteriseStrokes(
        [
          [5, 5, 30, 17],
          [30, 17, 5, 5],
          [5, 5],
        ],
        6,
        40,
        40,
      ),
    ).toEqual(once)
  })

  it('adding points as they come gives the same as drawing the whole stroke', () => {
    const stroke = [10, 10, 40, 15, 45, 50, 20, 60]
    const live = new Uint8Array(70 * 70)
    for (let points = 1; points <= 4; points++) {
      drawStroke(live, 70, 70, stroke.slice(0, 2 * points), 7, points - 1)
    }
    expect(live).toEqual(rasteriseStrokes([stroke], 7, 70, 70))
  })

  it('cuts off what lies outside the sheet', () => {
    expect(sum(rasteriseStrokes([[-50, -50, -20, 400]], 9, 30, 30))).toBe(0)
    const ink = rasteriseStrokes([[-20, 15.5, 60, 15.5]], 4, 30, 30)
    expect(ink[15 * 30]).toBe(255)
    expect(ink[15 * 30 + 29]).toBe(255)
    expect(sum(rasteriseStrokes([[]], 9, 30, 30))).toBe(0)
  })
})
