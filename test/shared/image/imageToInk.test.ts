import { describe, expect, it } from 'vitest'
import { centreDigit } from '../../../src/shared/image/digitImage'
import { rasteriseStrokes } from '../../../src/shared/image/rasterise'
import { imageToInk } from '../../../src/shared/image/imageToInk'
import { placeInk } from '../../../src/shared/image/placeInk'

type Colour = readonly [number, number, number, number]
const W = 120
const H = 160

/** A seven on 120 x 160 pixels, painted with `ink` on `paper`. */
function picture(paper: Colour, ink: Colour, pen = 12) {
  const cover = rasteriseStrokes([[30, 40, 90, 40, 50, 130]], pen, W, H)
  const rgba = new Uint8ClampedArray(W * H * 4)
  cover.forEach((value, i) => {
    const share = value / 255
    for (let c = 0; c < 4; c++) rgba[4 * i + c] = (paper[c] ?? 0) * (1 - share) + (ink[c] ?? 0) * share
  })
  return { rgba, cover }
}
const seen = (rgba: Uint8ClampedArray) => {
  const found = imageToInk(rgba, W, H)
  return found && centreDigit(found.ink, found.width, found.height)
}
const difference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length / 255
const expected = () => centreDigit(picture([0, 0, 0, 255], [255, 255, 255, 255]).cover, W, H) ?? new Uint8Array(784)

describe('imageToInk', () => {
  it.each<[string, Colour, Colour]>([
    ['dark on light', [255, 255, 255, 255], [20, 20, 20, 255]],
    ['light on dark', [10, 10, 30, 255], [250, 250, 240, 255]],
    ['blue on squared yellow', [240, 230, 150, 255], [40, 60, 160, 255]],
    ['grey on grey', [150, 150, 150, 255], [80, 80, 80, 255]],
    ['black on nothing', [0, 0, 0, 0], [0, 0, 0, 255]],
    ['white on nothing', [255, 255, 255, 0], [255, 255, 255, 255]],
  ])('reads %s as the same digit', (_name, paper, ink) => {
    const image = seen(picture(paper, ink).rgba)
    expect(image).not.toBeNull()
    expect(difference(image ?? new Uint8Array(784), expected())).toBeLessThan(0.02)
  })

  it('does not mind the grain of the paper or specks on it', () => {
    const { rgba } = picture([230, 228, 220, 255], [40, 40, 60, 255])
    for (let i = 0; i < rgba.length; i += 4) {
      const grain = ((i * 7919) % 23) - 11
      for (let c = 0; c < 3; c++) rgba[i + c] = (rgba[i + c] ?? 0) + grain
    }
    for (const [x, y] of [
      [5, 8],
      [112, 150],
    ] as const)
      for (let c = 0; c < 3; c++) rgba[4 * (y * W + x) + c] = 0
    expect(difference(seen(rgba) ?? new Uint8Array(784), expected())).toBeLessThan(0.025)
  })

  it('thickens the thin line of a ballpoint to what MNIST has', () => {
    const image = seen(picture([255, 255, 255, 255], [0, 0, 0, 255], 2.5).rgba) ?? new Uint8Array(784)
    expect(Math.max(...image)).toBeGreaterThan(200)
    expect(difference(image, expected())).toBeLessThan(0.035)
  })

  it('finds nothing on an empty sheet, in noise or in a picture without size', () => {
    expect(imageToInk(picture([255, 255, 255, 255], [255, 255, 255, 255]).rgba, W, H)).toBeNull()
    expect(imageToInk(picture([255, 255, 255, 255], [240, 240, 240, 255]).rgba, W, H)).toBeNull()
    expect(imageToInk(new Uint8Array(4), 1, 1)).toBeNull()
    expect(imageToInk(new Uint8Array(W * H * 4), W, H)).toBeNull()
  })
})

describe('placeInk', () => {
  it('puts the writing in the middle of a sheet without changing what is seen', () => {
    const { cover } = picture([0, 0, 0, 255], [255, 255, 255, 255])
    const sheet = placeInk({ ink: cover, width: W, height: H }, 280)
    expect(difference(centreDigit(sheet, 280, 280) ?? new Uint8Array(784), expected())).toBeLessThan(0.01)
    const rows = Array.from({ length: 280 }, (_, y) => sheet.subarray(y * 280, y * 280 + 280).some((v) => v > 32))
    expect(rows.indexOf(true)).toBeGreaterThan(40)
    expect(rows.lastIndexOf(true)).toBeLessThan(240)
  })
})

describe('photographs', () => {
  /** A seven photographed under a light from the left, with what else a photograph has. */
  function photograph(what: { shadow?: boolean; table?: boolean; ruled?: boolean }) {
    const { cover } = picture([0, 0, 0, 255], [255, 255, 255, 255])
    const rgba = new Uint8ClampedArray(W * H * 4)
    cover.forEach((value, i) => {
      const [x, y] = [i % W, Math.floor(i / W)]
      const line = what.ruled && y % 24 < 2 ? 0.85 : 1
      let grey = 230 * line * (1 - value / 255) + 40 * (value / 255)
      if (what.table && (x > 108 || y > 150)) grey = 45
      let light = 1 - (0.35 * x) / W
      if (what.shadow && x + y / 3 > 90) light *= 0.55
      // Noise of a camera that repeats, so that the test does.
      const noise = (((i * 7919) % 31) - 15) / 3
      rgba.set([grey * light + noise, grey * light + noise, 0.93 * grey * light + noise, 255], 4 * i)
    })
    return rgba
  }

  it.each([{}, { shadow: true }, { table: true }, { ruled: true }, { shadow: true, table: true, ruled: true }])(
    'are read as the same digit: uneven light and %j',
    (what) => {
      const image = seen(photograph(what))
      expect(image).not.toBeNull()
      expect(difference(image ?? new Uint8Array(784), expected())).toBeLessThan(0.06)
    },
  )
})
