import { DIGIT_BOX, centreDigit, centreFitted } from './digitImage'
import { rasteriseStrokes } from './rasterise'
import type { Stroke } from './rasterise'

/** Side of the sheet that holds the ink of a picture, pixels. */
export const SHEET = 280
/** Pixels of ink per pixel of the 28 x 28 image: strokes are drawn this much larger, then averaged. */
const OVERSAMPLING = 8
/** Default width of the pen, in pixels of the 28 x 28 image: the median of MNIST's lines. */
export const DEFAULT_PEN = 2.5
/** A drawing smaller than this fraction of the pad is not enlarged to the full box: a dot stays a dot. */
const SMALLEST = 0.04
/** The same for a picture; equal to the limit of `centreDigit`. */
const SMALLEST_PICTURE = 0.2

/**
 * Converts a drawing to the network's input, everywhere in the program. Strokes are fitted into 20 x 20 before they are drawn,
 * so size and position on the pad do not matter, nothing is cut off at its edges, and lines are `penWidth` wide in the result,
 * as small and large digits of MNIST have the same line width. No canvas is used, so theme and screen have no effect.
 * @param strokes - x0, y0, x1, y1, ... with 0..1 = the pad from its upper left corner; points outside are allowed
 * @param penWidth - in pixels of the 28 x 28 image, less than 20
 * @param picture - (280, 280) u8 ink under the strokes; where there is one, strokes are drawn at its scale
 * @returns (784,) u8, or null when nothing is drawn
 */
export function networkInput(
  strokes: readonly Stroke[],
  penWidth: number = DEFAULT_PEN,
  picture: Uint8Array | null = null,
): Uint8Array | null {
  return picture === null ? strokesImage(strokes, penWidth) : withPicture(strokes, penWidth, picture)
}

/**
 * {@link networkInput} of strokes alone.
 * @param oversampling - pixels of ink per pixel of the image; more is smoother and slower
 */
export function strokesImage(
  strokes: readonly Stroke[],
  penWidth: number,
  oversampling: number = OVERSAMPLING,
): Uint8Array | null {
  const box = boxOf(strokes)
  if (box === null) return null
  const scale = ((DIGIT_BOX - penWidth) * oversampling) / Math.max(box.width, box.height, SMALLEST)
  // Half a pen on each side, and a pixel for its soft edge.
  const margin = (penWidth * oversampling) / 2 + 1
  const width = Math.ceil(box.width * scale + 2 * margin)
  const height = Math.ceil(box.height * scale + 2 * margin)
  const fitted = strokes.map((stroke) => placed(stroke, scale, margin - box.left * scale, margin - box.top * scale))
  const ink = rasteriseStrokes(fitted, penWidth * oversampling, width, height)
  return centreFitted(ink, width, height, 1 / oversampling)
}

function withPicture(strokes: readonly Stroke[], penWidth: number, picture: Uint8Array): Uint8Array | null {
  const box = boxOf([...strokes, cornersOf(picture)])
  if (box === null) return null
  const pen = (SHEET * Math.max(box.width, box.height, SMALLEST_PICTURE) * penWidth) / (DIGIT_BOX - penWidth)
  const ink = rasteriseStrokes(
    strokes.map((stroke) => placed(stroke, SHEET, 0, 0)),
    pen,
    SHEET,
    SHEET,
  )
  for (let at = 0; at < ink.length; at++) ink[at] = Math.max(ink[at] ?? 0, picture[at] ?? 0)
  return centreDigit(ink, SHEET, SHEET)
}

/** A stroke in pixels of a sheet. */
function placed(stroke: Stroke, scale: number, left: number, top: number): Float64Array {
  const points = new Float64Array(stroke.length)
  for (let i = 0; i < points.length; i++) points[i] = (stroke[i] ?? 0) * scale + (i % 2 === 0 ? left : top)
  return points
}

/** The smallest box around all points; null without any. */
function boxOf(strokes: readonly Stroke[]): { left: number; top: number; width: number; height: number } | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const stroke of strokes) {
    for (let i = 0; i + 1 < stroke.length; i += 2) {
      const [x, y] = [stroke[i] ?? 0, stroke[i + 1] ?? 0]
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  return right < left ? null : { left, top, width: right - left, height: bottom - top }
}

/** Two corners of the box around a picture's ink, as a stroke; empty when there is no ink. */
function cornersOf(picture: Uint8Array): Stroke {
  let [left, right, top, bottom] = [SHEET, -1, SHEET, -1]
  for (let at = 0; at < picture.length; at++) {
    if ((picture[at] ?? 0) <= 127) continue
    const [x, y] = [at % SHEET, Math.floor(at / SHEET)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return right < 0 ? [] : [left / SHEET, top / SHEET, right / SHEET, bottom / SHEET]
}
