import { describe, expect, it } from 'vitest'
import { SHEET, networkInput } from '../../../src/shared/image/networkInput'

/** A seven of a given size at a given place. */
const seven = (size: number, left: number, top: number) => [
  [0, 0, 0.6, 0, 0.25, 1].map((at, i) => (i % 2 === 0 ? left : top) + at * size),
]
const imageOf = (strokes: readonly number[][], pen = 2.5) => networkInput(strokes, pen) ?? new Uint8Array(784)
const largest = (a: Uint8Array, b: Uint8Array) => a.reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] ?? 0))), 0)

describe('networkInput', () => {
  it('is nothing on an empty pad', () => {
    expect(networkInput([], 2.5)).toBeNull()
    expect(networkInput([], 2.5, new Uint8Array(SHEET * SHEET))).toBeNull()
  })

  it.each([1, 2.5, 4])('is the same image at every size and place, with a pen of %s', (pen) => {
    const middle = imageOf(seven(0.5, 0.2, 0.25), pen)
    for (const [size, left, top] of [
      [1, 0, 0],
      [1, 0.3, -0.2],
      [0.05, 0.94, 0.95],
      [0.05, 0, 0],
      [0.13, 0.5, 0.02],
    ] as const) {
      // Rounding differs by one level of 255 at most.
      expect(largest(imageOf(seven(size, left, top), pen), middle)).toBeLessThanOrEqual(1)
    }
  })

  it('fits the longer side into 20 pixels and has a wider stroke with a wider pen', () => {
    const rows = Array.from({ length: 28 }, (_, y) =>
      imageOf(seven(0.5, 0.2, 0.2))
        .subarray(y * 28, y * 28 + 28)
        .some((v) => v > 32),
    )
    expect(rows.filter(Boolean).length).toBeGreaterThanOrEqual(19)
    expect(rows.filter(Boolean).length).toBeLessThanOrEqual(21)
    const total = (pen: number) => imageOf(seven(0.5, 0.2, 0.2), pen).reduce((sum, value) => sum + value, 0)
    expect(total(4)).toBeGreaterThan(1.3 * total(2))
  })

  it('leaves a dot as small as the pen', () => {
    const lit = imageOf([[0.5, 0.5]]).filter((value) => value > 127).length
    expect(lit).toBeGreaterThan(0)
    expect(lit).toBeLessThan(12)
  })
})
