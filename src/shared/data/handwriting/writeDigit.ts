import { RandomState } from '../../random/randomState'
import { strokesImage } from '../../image/networkInput'
import { bendStrokes, pickWay, writeStroke } from '../sampleDigits/penmanship'
import type { Spread } from '../sampleDigits/penmanship'
import type { Skeleton } from '../sampleDigits/skeletons'
import { WRITING_WAYS } from './ways'

/** Variation between writers: larger than in the built-in sample, to cover many people's handwriting. */
const spread = {
  steadiest: 1,
  shakiest: 9,
  gap: 0.22,
  wave: 4.6,
  slantMean: 0.12,
  slant: 0.28,
  rotation: 0.13,
  aspect: 0.24,
} as const satisfies Spread

/** What hands do besides, each by chance. Lengths in hundredths of the sheet. */
const habits = {
  /** Standard deviation of the logarithm of the power that moves the waist of a digit up or down, left or right. */
  waist: 0.22,
  /** A stroke that begins or ends with a small hook. */
  hook: 0.12,
  hookLength: 7,
  /** A stroke that ends early, or begins late, by up to this part of its points. */
  short: 0.14,
  shortMost: 0.14,
  /** The way between two strokes is drawn, because the pen did not lift. */
  ligature: 0.06,
  /** A stroke after the first is out of place by this much. */
  misplaced: 3,
} as const

/** Widths of pens, in pixels of the 28 x 28 image. */
const pens = { median: 2.5, spread: 0.26, min: 1.3, max: 4.6 } as const

/** Enough for training; the pad, which draws one image at a time, has more. */
const OVERSAMPLING = 3

/**
 * Writes a digit in a given way with a hand drawn by chance.
 * @returns strokes: x0, y0, x1, y1, ..., y downwards
 */
export function writeWay(way: Skeleton, random: RandomState): number[][] {
  const unsteadiness = spread.steadiest + random.nextDouble() * (spread.shakiest - spread.steadiest)
  const strokes = way.strokes.map((stroke) => writeStroke(stroke, unsteadiness, spread, random))
  moveWaist(strokes, random)
  strokes.forEach((stroke, index) => changeStroke(stroke, index > 0, random))
  if (random.nextDouble() < habits.ligature && strokes.length > 1) strokes[0]!.push(...strokes.splice(1, 1)[0]!)
  bendStrokes(strokes, spread, random)
  return strokes
}

/** A way as it is meant, without the chances of a hand. @returns strokes as {@link writeWay} */
export function plainWay(way: Skeleton): number[][] {
  const random = new RandomState(0)
  return way.strokes.map((stroke) => writeStroke(stroke, 0, spread, random))
}

/** Makes upper and lower, left and right halves of different sizes. */
function moveWaist(strokes: readonly number[][], random: RandomState): void {
  const powers = [Math.exp(random.nextGauss() * habits.waist), Math.exp(random.nextGauss() * habits.waist)] as const
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++) {
      const at = Math.min(1, Math.max(0, stroke[i]! / 100))
      stroke[i] = stroke[i]! + 100 * (at ** powers[i & 1]! - at)
    }
  }
}

function changeStroke(stroke: number[], later: boolean, random: RandomState): void {
  const by = (length: number): number => random.nextGauss() * length
  const least = 6
  const cut = (): number => 2 * Math.floor(random.nextDouble() * habits.shortMost * (stroke.length / 2))
  if (random.nextDouble() < habits.short && stroke.length > least) stroke.length -= cut()
  if (random.nextDouble() < habits.short && stroke.length > least) stroke.splice(0, cut())
  if (random.nextDouble() < habits.hook)
    stroke.unshift(stroke[0]! + by(habits.hookLength), stroke[1]! + by(habits.hookLength))
  if (random.nextDouble() < habits.hook)
    stroke.push(stroke.at(-2)! + by(habits.hookLength), stroke.at(-1)! + by(habits.hookLength))
  if (!later) return
  const [dx, dy] = [by(habits.misplaced), by(habits.misplaced)]
  for (let i = 0; i < stroke.length; i += 2) {
    stroke[i] = stroke[i]! + dx
    stroke[i + 1] = stroke[i + 1]! + dy
  }
}

/** @returns the width of a pen drawn by chance, in pixels of the 28 x 28 image */
function choosePen(random: RandomState): number {
  const width = pens.median * Math.exp(random.nextGauss() * pens.spread)
  return Math.min(pens.max, Math.max(pens.min, width))
}

/**
 * Writes one digit: a way, a hand and a pen by chance.
 * @param digit - 0..9
 * @param random - drawn from; the same state gives the same image
 * @returns (784,) u8, 0 = paper, 255 = ink, as the network sees a drawing of the pad
 */
export function writeDigit(digit: number, random: RandomState): Uint8Array {
  const strokes = writeWay(pickWay(WRITING_WAYS[digit]!, random), random)
  return drawWay(strokes, choosePen(random))
}

/** @param strokes - on a sheet of 100 x 100 */
export const drawWay = (strokes: readonly (readonly number[])[], pen: number): Uint8Array =>
  strokesImage(
    strokes.map((stroke) => stroke.map((at) => at / 100)),
    pen,
    OVERSAMPLING,
  ) ?? new Uint8Array(784)
