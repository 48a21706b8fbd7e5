import { describe, expect, it } from 'vitest'
import { shiftImage } from '../../../src/shared/image/shift'

describe('shiftImage', () => {
  it('moves in every direction, lets paper in, and leaves the image and its neighbours alone', () => {
    const [rows, cols] = [5, 4]
    const image = Uint8Array.from({ length: 2 * rows * cols }, (_, i) => i + 1)
    const before = [...image]
    for (let dx = -2; dx <= 2; dx++) {
      for (let dy = -2; dy <= 2; dy++) {
        const out = new Uint8Array(3 * rows * cols).fill(99)
        shiftImage(image, rows * cols, rows, cols, dx, dy, out, rows * cols)
        const expected = Array.from({ length: rows * cols }, (_, i) => {
          const [r, c] = [Math.floor(i / cols) - dy, (i % cols) - dx]
          return r < 0 || r >= rows || c < 0 || c >= cols ? 0 : image[(rows + r) * cols + c]
        })
        expect([...out.subarray(rows * cols, 2 * rows * cols)]).toEqual(expected)
        expect(out.filter((value) => value === 99).length).toBe(2 * rows * cols)
      }
    }
    expect([...image]).toEqual(before)
  })

  it('leaves paper where an image of one pixel moves out of its frame', () => {
    for (const [dx, dy] of [
      [2, 0],
      [0, -2],
      [-1, 1],
    ] as const) {
      const out = Uint8Array.of(7)
      shiftImage(Uint8Array.of(9), 0, 1, 1, dx, dy, out, 0)
      expect([...out]).toEqual([0])
    }
  })
})
