import { DIGIT_BOX, centreDigit } from '../../../shared/image/digitImage'
import { rasteriseStrokes } from '../../../shared/image/rasterise'
import { SHEET } from './strokes'
import type { Stroke } from './strokes'

/** A drawing smaller than this fraction of the pad is treated as this large, as `centreDigit` does, so that a dot remains a dot. */
const SMALLEST = 0.2

/**
 * What the network sees of a drawing. Strokes are lines without a width, so the pen is given the width that makes it
 * `penWidth` pixels after the fit into 20 x 20: small and large digits get the same stroke, as MNIST has it. No canvas takes
 * part, so neither theme nor screen can change the answer.
 * @param penWidth - in pixels of the 28 x 28 image
 * @param picture - (280, 280) u8 ink under the strokes
 * @returns (784,) u8, or null when nothing is drawn
 */
export function networkInput(
  strokes: readonly Stroke[],
  penWidth: number,
  picture: Uint8Array | null = null,
): Uint8Array | null {
  const points = strokes.flat()
  if (points.length === 0) return picture && centreDigit(picture, SHEET, SHEET)
  const box = picture === null ? [] : inkBox(picture)
  const all = [...points, ...box]
  const extent = Math.max(span(all.map((point) => point.x)), span(all.map((point) => point.y)), SMALLEST)
  const pen = (SHEET * extent * penWidth) / (DIGIT_BOX - penWidth)
  const lines = strokes.map((stroke) => stroke.flatMap((point) => [point.x * SHEET, point.y * SHEET]))
  const ink = rasteriseStrokes(lines, pen, SHEET, SHEET)
  picture?.forEach((value, at) => (ink[at] = Math.max(value, ink[at] ?? 0)))
  return centreDigit(ink, SHEET, SHEET)
}

/** Two corners of what a picture holds. */
function inkBox(picture: Uint8Array): { x: number; y: number }[] {
  const places = [...picture.keys()].filter((at) => (picture[at] ?? 0) > 127)
  const xs = places.map((at) => (at % SHEET) / SHEET)
  const ys = places.map((at) => Math.floor(at / SHEET) / SHEET)
  if (places.length === 0) return []
  const corner = (pick: (a: number, b: number) => number) => ({ x: xs.reduce(pick), y: ys.reduce(pick) })
  return [corner((a, b) => Math.min(a, b)), corner((a, b) => Math.max(a, b))]
}

function span(values: readonly number[]): number {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return high - low
}
