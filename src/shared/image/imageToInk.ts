import { removeSpecks } from './components'
import { thickenThinLines } from './thickenLines'

/** The ink of a picture, without its background. */
export interface Ink {
  /** (height, width) u8, 0 = paper, 255 = ink. */
  readonly ink: Uint8Array
  readonly width: number
  readonly height: number
}

/** Ink differs from paper by at least this many of 255 grey levels; smaller differences are uneven light. */
const MIN_CONTRAST = 24
/** A picture whose strongest contrast is below this contains no writing. */
const MIN_INK = 40
/** Quantile of the inked pixels that becomes full ink, so that one strong speck does not fade the rest. */
const STRONGEST = 0.9

/**
 * Finds the writing in a picture of a digit. A transparent background is paper. Otherwise the median grey of the border is
 * the paper and the side of it with more contrast, darker or lighter, is the ink: dark on light is recognised and inverted.
 * @param rgba - (height, width, 4) u8, not premultiplied; not modified
 * @returns null when nothing in the picture differs from the background
 */
export function imageToInk(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Ink | null {
  if (width < 3 || height < 3) return null
  const contrast = isCutOut(rgba, width, height) ? alphaOf(rgba) : contrastToPaper(rgba, width, height)
  const ink = stretch(contrast)
  if (ink === null) return null
  removeSpecks(ink, width, height)
  return { ink: thickenThinLines(ink, width, height), width, height }
}

/** Positions of the outermost pixels. */
function border(width: number, height: number): number[] {
  const places: number[] = []
  for (let x = 0; x < width; x++) places.push(x, (height - 1) * width + x)
  for (let y = 1; y < height - 1; y++) places.push(y * width, y * width + width - 1)
  return places
}

const medianOf = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

const isCutOut = (rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): boolean =>
  medianOf(border(width, height).map((at) => rgba[4 * at + 3]!)) < 128

function alphaOf(rgba: Uint8Array | Uint8ClampedArray): Float32Array {
  const alpha = new Float32Array(rgba.length / 4)
  for (let i = 0; i < alpha.length; i++) alpha[i] = rgba[4 * i + 3]!
  return alpha
}

/** Contrast of each pixel with the paper in the direction of the ink, in grey levels above the paper's noise. */
function contrastToPaper(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Float32Array {
  const grey = new Float32Array(width * height)
  for (let i = 0; i < grey.length; i++) {
    const alpha = rgba[4 * i + 3]! / 255
    // Luminance, Rec. 709; transparency is composited on white.
    const luminance = 0.2126 * rgba[4 * i]! + 0.7152 * rgba[4 * i + 1]! + 0.0722 * rgba[4 * i + 2]!
    grey[i] = luminance * alpha + 255 * (1 - alpha)
  }
  const edge = border(width, height).map((at) => grey[at]!)
  const paper = medianOf(edge)
  const backgroundDeviation = medianOf(edge.map((value) => Math.abs(value - paper)))
  const noise = Math.max(MIN_CONTRAST, 4 * backgroundDeviation)
  let darker = 0
  let lighter = 0
  for (const value of grey) {
    if (paper - value > noise) darker += paper - value
    else if (value - paper > noise) lighter += value - paper
  }
  const sign = darker >= lighter ? -1 : 1
  return grey.map((value) => Math.max(0, sign * (value - paper) - noise))
}

/** Makes the strongest ink 255; null when there is too little of it. */
function stretch(contrast: Float32Array): Uint8Array | null {
  const inked = contrast.filter((value) => value > 0).sort()
  const strongest = inked[Math.floor(inked.length * STRONGEST)] ?? 0
  if (strongest < MIN_INK - MIN_CONTRAST) return null
  const ink = new Uint8ClampedArray(contrast.length)
  for (let i = 0; i < ink.length; i++) ink[i] = (255 * contrast[i]!) / strongest
  return new Uint8Array(ink.buffer)
}
