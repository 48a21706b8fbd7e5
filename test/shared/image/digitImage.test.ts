import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { centreDigit } from '../../../src/shared/image/digitImage'
import { rasteriseStrokes } from '../../../src/shared/image/rasterise'
import type { Stroke } from '../../../src/shared/image/rasterise'

const SHEET = 280

/** Draws strokes given on a unit square at a place and size of a 280 x 280 sheet and centres them. */
function image(strokes: readonly Stroke[], left: number, top: number, size: number, pen: number): Uint8Array {
  const placed = strokes.map((stroke) => Array.from(stroke, (value, i) => (i % 2 === 0 ? left : top) + value * size))
  const result = centreDigit(rasteriseStrokes(placed, pen, SHEET, SHEET), SHEET, SHEET)
  if (!result) throw new Error('no ink')
  return result
}

function measure(pixels: Uint8Array): { x: number; y: number; width: number; height: number } {
  let mass = 0
  let x = 0
  let y = 0
  const cols = new Set<number>()
  const rows = new Set<number>()
  pixels.forEach((value, i) => {
    if (value === 0) return
    const col = i % 28
    const row = Math.floor(i / 28)
    mass += value
    x += value * (col + 0.5)
    y += value * (row + 0.5)
    cols.add(col)
    rows.add(row)
  })
  return { x: x / mass, y: y / mass, width: cols.size, height: rows.size }
}

/** Whether a very lopsided drawing was stopped at the edge of the image, so that its centre of mass stayed off the middle. */
const atEdge = (pixels: Uint8Array): boolean =>
  pixels.some((value, i) => value > 0 && (i < 28 || i >= 756 || i % 28 === 0 || i % 28 === 27))

/** Connected strokes with some extent, as people draw. */
const drawing = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((points): Stroke[] => [[0.3, 0, ...points.flat(), 0.6, 1]])

/** Mean difference of two images, in 0..255, over the pixels that either of them inks. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let total = 0
  let inked = 0
  a.forEach((value, i) => {
    const other = b[i] ?? 0
    total += Math.abs(value - other)
    if (value > 0 || other > 0) inked++
  })
  return total / inked
}

describe('centreDigit', () => {
  it('answers null on an empty sheet and on one with the faintest greys only', () => {
    expect(centreDigit(new Uint8Array(100), 10, 10)).toBeNull()
    expect(centreDigit(new Uint8Array(100).fill(10), 10, 10)).toBeNull()
  })

  it('fits the longer side into 20 pixels and puts the centre of mass in the middle', () => {
    fc.assert(
      fc.property(
        drawing,
        fc.double({ min: 20, max: 90, noNaN: true }),
        fc.double({ min: 100, max: 170, noNaN: true }),
        (strokes, corner, size) => {
          const pixels = image(strokes, corner, corner, size, 20)
          fc.pre(!atEdge(pixels))
          const { x, y, width, height } = measure(pixels)
          // 20 pixels that begin anywhere touch 20 or 21.
          expect(Math.max(width, height)).toBeGreaterThanOrEqual(20)
          expect(Math.max(width, height)).toBeLessThanOrEqual(21)
          expect(Math.abs(x - 14)).toBeLessThan(0.05)
          expect(Math.abs(y - 14)).toBeLessThan(0.05)
        },
      ),
    )
  })

  it('placed on whole pixels, as MNIST did: exactly 20 pixels, within half a pixel of the middle', () => {
    fc.assert(
      fc.property(drawing, fc.double({ min: 100, max: 170, noNaN: true }), (strokes, size) => {
        const placed = strokes.map((stroke) => Array.from(stroke, (value) => 40 + value * size))
        const ink = rasteriseStrokes(placed, 20, SHEET, SHEET)
        const pixels = centreDigit(ink, SHEET, SHEET, 'wholePixels')
        if (!pixels) throw new Error('no ink')
        fc.pre(!atEdge(pixels))
        const { x, y, width, height } = measure(pixels)
        expect(Math.max(width, height)).toBe(20)
        expect(Math.abs(x - 14)).toBeLessThan(0.52)
        expect(Math.abs(y - 14)).toBeLessThan(0.52)
      }),
    )
  })

  it('gives the same image wherever the drawing is', () => {
    fc.assert(
      fc.property(drawing, fc.nat(90), fc.nat(90), (strokes, dx, dy) => {
        expect(image(strokes, 15 + dx, 15 + dy, 150, 20)).toEqual(image(strokes, 15, 15, 150, 20))
      }),
    )
  })

  it('gives nearly the same image however large the drawing is', () => {
    fc.assert(
      fc.property(drawing, fc.double({ min: 0.4, max: 1, noNaN: true }), (strokes, part) => {
        const large = image(strokes, 30, 30, 200, 24)
        // Of 20,000 drawings the most was 17: short strokes, where a pixel of rasterising weighs most.
        expect(difference(image(strokes, 50, 50, 200 * part, 24 * part), large)).toBeLessThan(24)
      }),
    )
  })

  it('keeps the shape: a wide drawing stays wide', () => {
    const { width, height } = measure(image([[0, 0.5, 1, 0.5, 1, 0.7]], 30, 30, 200, 20))
    expect(width).toBeGreaterThanOrEqual(20)
    expect(height).toBeGreaterThanOrEqual(5)
    expect(height).toBeLessThanOrEqual(7)
  })

  it('keeps the amount of ink: areas are averaged, not sampled', () => {
    fc.assert(
      fc.property(drawing, (strokes) => {
        const placed = strokes.map((stroke) => Array.from(stroke, (value) => 40 + value * 180))
        const ink = rasteriseStrokes(placed, 16, SHEET, SHEET)
        const pixels = centreDigit(ink, SHEET, SHEET)
        // Width and height of the box include all but the faintest pixels of the edge.
        const rows = new Set<number>()
        const cols = new Set<number>()
        let before = 0
        ink.forEach((value, i) => {
          before += value
          if (value < 32) return
          rows.add(Math.floor(i / SHEET))
          cols.add(i % SHEET)
        })
        const span = (set: Set<number>): number => Math.max(...set) - Math.min(...set) + 1
        const scale = 20 / Math.max(span(rows), span(cols))
        const after = pixels?.reduce((sum, value) => sum + value, 0) ?? 0
        expect(Math.abs(after / (before * scale * scale) - 1)).toBeLessThan(0.01)
      }),
      { numRuns: 30 },
    )
  })

  it('leaves a dot small', () => {
    const { width, height } = measure(image([[0.5, 0.5]], 100, 100, 100, 24))
    expect(width).toBeGreaterThan(4)
    expect(Math.max(width, height)).toBeLessThanOrEqual(11)
  })

  it('never cuts off ink, however lopsided, and takes drawings cut by the edge', () => {
    // A heavy blot at one end and a hair reaching far: centring by mass alone would push the hair over the edge.
    const ink = rasteriseStrokes([[60, 60]], 90, SHEET, SHEET)
    for (let x = 60; x < 270; x++) ink[60 * SHEET + x] = 255
    const pixels = centreDigit(ink, SHEET, SHEET)
    if (!pixels) throw new Error('no ink')
    expect(measure(pixels).width).toBeGreaterThanOrEqual(20)
    expect(measure(image([[-1, -1, 1, 1]], 100, 100, 200, 30)).width).toBeGreaterThanOrEqual(20)
    const full = centreDigit(new Uint8Array(SHEET * SHEET).fill(255), SHEET, SHEET)
    expect(full && measure(full)).toEqual({ x: 14, y: 14, width: 20, height: 20 })
  })

  it('leaves an image that is already centred on whole pixels unchanged', () => {
    const seven = rasteriseStrokes([[60, 50, 220, 50, 120, 230]], 24, SHEET, SHEET)
    const once = centreDigit(seven, SHEET, SHEET, 'wholePixels')
    if (!once) throw new Error('no ink')
    // Only the faintest greys of the edge, which do not count as ink, may go.
    const again = centreDigit(once, 28, 28, 'wholePixels')
    expect(again?.every((value, i) => Math.abs(value - (once[i] ?? 0)) < 32)).toBe(true)
  })

  it('does not change the drawing', () => {
    const ink = rasteriseStrokes([[50, 50, 150, 200]], 20, SHEET, SHEET)
    const copy = ink.slice()
    centreDigit(ink, SHEET, SHEET)
    expect(ink).toEqual(copy)
  })
})
