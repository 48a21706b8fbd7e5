import { describe, expect, it } from 'vitest'
import { networkInput } from '../../../../src/renderer/features/draw/networkInput'

/** A seven of a given size at a given place. */
const seven = (size: number, left: number, top: number) => [
  [p(0, 0), p(0.6, 0), p(0.25, 1)].map((point) => ({ x: left + point.x * size, y: top + point.y * size })),
]
function p(x: number, y: number) {
  return { x, y }
}
const difference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length / 255

describe('networkInput', () => {
  it('is nothing on an empty pad', () => {
    expect(networkInput([], 2.5)).toBeNull()
  })

  it('does not depend on size or place, nor does the width of its stroke', () => {
    const large = networkInput(seven(0.8, 0.1, 0.1), 2.5)
    const small = networkInput(seven(0.3, 0.6, 0.55), 2.5)
    expect(large).not.toBeNull()
    if (large === null || small === null) return
    expect(difference(large, small)).toBeLessThan(0.02)
  })

  it('fits the longer side into 20 pixels and has a wider stroke with a wider pen', () => {
    const ink = (pen: number) => networkInput(seven(0.5, 0.2, 0.2), pen) ?? new Uint8Array(784)
    const rows = Array.from({ length: 28 }, (_, y) =>
      ink(2.5)
        .subarray(y * 28, y * 28 + 28)
        .some((v) => v > 32),
    )
    expect(rows.filter(Boolean).length).toBeGreaterThanOrEqual(19)
    expect(rows.filter(Boolean).length).toBeLessThanOrEqual(20)
    const total = (pen: number) => ink(pen).reduce((sum, value) => sum + value, 0)
    expect(total(4)).toBeGreaterThan(1.3 * total(2))
  })

  it('leaves a dot small', () => {
    const lit = (networkInput([[p(0.5, 0.5)]], 2.5) ?? []).filter((value: number) => value > 127).length
    expect(lit).toBeGreaterThan(0)
    expect(lit).toBeLessThan(30)
  })
})
