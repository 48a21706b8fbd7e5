import { DIGIT_BOX, centreDigit } from '../../shared/data/digitImage'
import { rasteriseStrokes } from '../../shared/data/rasteriseStrokes'
import type { Stroke } from './strokes'

/** Side of the sheet the strokes are drawn on before they are fitted into 28 x 28: ten times as fine. */
const SHEET = 280
/** A drawing smaller than this part of the sheet is taken for this large, as `centreDigit` does: a dot stays a dot. */
const SMALLEST = 0.2

/**
 * What the network sees of a drawing. Strokes are lines without a width, so the pen is given the width that makes it
 * `penWidth` pixels after the fit into 20 x 20: small and large digits get the same stroke, as MNIST has it. No canvas takes
 * part, so neither theme nor screen can change the answer.
 * @param penWidth - in pixels of the 28 x 28 image
 * @returns (784,) u8, or null when nothing is drawn
 */
export function seenImage(strokes: readonly Stroke[], penWidth: number): Uint8Array | null {
  const points = strokes.flat()
  if (points.length === 0) return null
  const extent = Math.max(span(points.map((point) => point.x)), span(points.map((point) => point.y)), SMALLEST)
  const pen = (SHEET * extent * penWidth) / (DIGIT_BOX - penWidth)
  const lines = strokes.map((stroke) => stroke.flatMap((point) => [point.x * SHEET, point.y * SHEET]))
  return centreDigit(rasteriseStrokes(lines, pen, SHEET, SHEET), SHEET, SHEET)
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
