import { describe, expect, it } from 'vitest'
import { NO_PERTURBATION, perturb } from '../../../src/shared/image/perturb'

const at = (x: number, y: number) => y * 28 + x
const point = (x: number, y: number) => {
  const image = new Uint8Array(784)
  image[at(x, y)] = 255
  return image
}
const lit = (image: Uint8Array) => [...image.keys()].filter((place) => (image[place] ?? 0) > 127)
const change = (values: Partial<typeof NO_PERTURBATION>) => ({ ...NO_PERTURBATION, ...values })

describe('perturb', () => {
  it('returns the very image when nothing is to be done', () => {
    const image = point(3, 4)
    expect(perturb(image, NO_PERTURBATION)).toBe(image)
  })

  it('shifts right and down by whole pixels, and off the edge', () => {
    expect(lit(perturb(point(3, 4), change({ shiftX: 5, shiftY: -2 })))).toEqual([at(8, 2)])
    expect(lit(perturb(point(26, 4), change({ shiftX: 5 })))).toEqual([])
  })

  it('splits a pixel between two at half a pixel', () => {
    const moved = perturb(point(10, 10), change({ shiftX: 0.5 }))
    expect([moved[at(10, 10)], moved[at(11, 10)]]).toEqual([128, 128])
  })

  it('turns clockwise about the middle of the image', () => {
    // A quarter turn clockwise brings the right end of a row to the bottom of a column.
    expect(lit(perturb(point(27, 10), change({ degrees: 90 })))).toEqual([at(17, 27)])
    expect(lit(perturb(point(2, 3), change({ degrees: 180 })))).toEqual([at(25, 24)])
  })

  it('adds noise that grows with the slider, does not flicker, and does not modify the image', () => {
    const image = new Uint8Array(784).fill(128)
    const spread = (noise: number) => {
      const noisy = perturb(image, change({ noise }))
      return Math.sqrt(noisy.reduce((sum, value) => sum + (value - 128) ** 2, 0) / 784)
    }
    expect(spread(0.1)).toBeGreaterThan(20)
    expect(spread(0.1)).toBeLessThan(31)
    expect(spread(0.3)).toBeGreaterThan(2 * spread(0.1))
    expect(perturb(image, change({ noise: 0.2 }))).toEqual(perturb(image, change({ noise: 0.2 })))
    expect(image.every((value) => value === 128)).toBe(true)
  })
})
