import { backgroundOf, isDarkOnLight } from './background'
import { keepWriting } from './components'
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
/** Paper darker than this is taken for this dark: in deep shadow, noise would become ink. */
const DARKEST_PAPER = 60
/** Paper that varies by this many grey levels was photographed. */
const PHOTO_DEVIATION = 1
/** Ink of a photograph has at least this share of the strongest contrast. */
const FAINT_INK = 0.35

/**
 * Finds the writing in a picture of a digit. A transparent background is paper. Otherwise the median grey of the border is
 * the paper and the side of it with more contrast, darker or lighter, is the ink: dark on light is recognised and inverted.
 * @param rgba - (height, width, 4) u8, not premultiplied; not modified
 * @returns null when nothing in the picture differs from the background
 */
export function imageToInk(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Ink | null {
  if (width < 3 || height < 3) return null
  const contrast = isCutOut(rgba, width, height) ? alphaOf(rgba) : strokesOf(greyOf(rgba), width, height)
  const ink = stretch(contrast)
  if (ink === null) return null
  keepWriting(ink, width, height)
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

/** Luminance, Rec. 709; transparency is composited on white. */
function greyOf(rgba: Uint8Array | Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(rgba.length / 4)
  for (let i = 0; i < grey.length; i++) {
    const alpha = rgba[4 * i + 3]! / 255
    const luminance = 0.2126 * rgba[4 * i]! + 0.7152 * rgba[4 * i + 1]! + 0.0722 * rgba[4 * i + 2]!
    grey[i] = luminance * alpha + 255 * (1 - alpha)
  }
  return grey
}

/**
 * Contrast of dark lines with the paper around them, in grey levels above the noise of the paper, as if all of it was lit like
 * its brightest part.
 */
function contrastToPaper(grey: Float32Array, width: number, height: number): Float32Array {
  const paper = backgroundOf(grey, width, height)
  const brightest = paper.reduce((most, value) => Math.max(most, value), 1)
  const contrast = grey.map((value, i) => ((paper[i]! - value) * brightest) / Math.max(paper[i]!, DARKEST_PAPER))
  const sample = everyNth(contrast)
  const middle = medianOf([...sample])
  const deviation = medianOf(sample.map((value) => Math.abs(value - middle)))
  const noise = middle + Math.max(MIN_CONTRAST, 4 * deviation)
  const above = contrast.map((value) => Math.max(0, value - noise))
  // On a photograph, what is much fainter than the writing is ruling, texture or a shadow's edge. A drawing keeps its soft edges.
  if (deviation < PHOTO_DEVIATION) return above
  const floor = FAINT_INK * strongestOf(above)
  return above.map((value) => Math.max(0, value - floor))
}

/** At most some 10,000 values, evenly from all. */
function everyNth(values: Float32Array): number[] {
  const step = Math.max(1, Math.floor(values.length / 10_000))
  return Array.from({ length: Math.floor(values.length / step) }, (_, k) => values[k * step]!)
}

/** Contrast of the strokes of a picture, dark on light or light on dark. */
const strokesOf = (grey: Float32Array, width: number, height: number): Float32Array =>
  contrastToPaper(isDarkOnLight(grey, width, height) ? grey : grey.map((value) => 255 - value), width, height)

/** The contrast that counts as full ink. */
function strongestOf(contrast: Float32Array): number {
  const inked = contrast.filter((value) => value > 0).sort()
  return inked[Math.floor(inked.length * STRONGEST)] ?? 0
}

/** Makes the strongest ink 255; null when there is too little of it. */
function stretch(contrast: Float32Array): Uint8Array | null {
  const strongest = strongestOf(contrast)
  if (strongest < MIN_INK - MIN_CONTRAST) return null
  const ink = new Uint8ClampedArray(contrast.length)
  for (let i = 0; i < ink.length; i++) ink[i] = (255 * contrast[i]!) / strongest
  return new Uint8Array(ink.buffer)
}
