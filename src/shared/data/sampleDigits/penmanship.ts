import type { RandomState } from '../../random/randomState'
import type { Skeleton, SkeletonCurve } from './skeletons'

/** Variation between hands. */
export interface Spread {
  /** Standard deviation of a point's position in the steadiest hand, in hundredths of the sheet, and in the shakiest. */
  readonly steadiest: number
  readonly shakiest: number
  /** Limit of both, as a fraction of the distance to the next point. */
  readonly gap: number
  /** Amplitude of the smooth distortion, in hundredths of the sheet. */
  readonly wave: number
  readonly slantMean: number
  readonly slant: number
  /** Radians. */
  readonly rotation: number
  /** Of the logarithm of width over height. */
  readonly aspect: number
}

/** A box around strokes. */
export interface StrokeBox {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Straight pieces per pair of points of a curve. */
const PIECES = 5

/** One of the ways to write a digit, each as often as its weight says. */
export function pickWay<Way extends Skeleton>(ways: readonly Way[], random: RandomState): Way {
  let left = random.nextDouble() * ways.reduce((sum, way) => sum + way.weight, 0)
  for (const way of ways) {
    left -= way.weight
    if (left < 0) return way
  }
  return ways[ways.length - 1]!
}

/** A smooth random distortion of the sheet: two slow waves across each axis. */
function elasticField(random: RandomState, wave: number): (x: number, y: number, out: Float64Array) => void {
  const waves = new Float64Array(16)
  for (let i = 0; i < 4; i++) {
    const angle = random.nextDouble() * 2 * Math.PI
    const frequency = (0.5 + random.nextDouble()) * ((2 * Math.PI) / 100)
    waves[4 * i] = Math.cos(angle) * frequency
    waves[4 * i + 1] = Math.sin(angle) * frequency
    waves[4 * i + 2] = random.nextDouble() * 2 * Math.PI
    waves[4 * i + 3] = random.nextGauss() * wave
  }
  return (x, y, out) => {
    out[0] = x
    out[1] = y
    for (let i = 0; i < 4; i++) {
      const phase = waves[4 * i]! * x + waves[4 * i + 1]! * y + waves[4 * i + 2]!
      out[i & 1]! += waves[4 * i + 3]! * Math.sin(phase)
    }
  }
}

/** Points along a Catmull-Rom curve through the knots; two knots make a line. Appended to `out`. */
function trace(knots: Float64Array, out: number[]): void {
  const count = knots.length >> 1
  const at = (i: number, axis: number): number => knots[2 * Math.min(count - 1, Math.max(0, i)) + axis]!
  for (let i = 0; i + 1 < count; i++) {
    for (let piece = i === 0 ? 0 : 1; piece <= PIECES; piece++) {
      const t = piece / PIECES
      for (let axis = 0; axis < 2; axis++) {
        const p0 = at(i - 1, axis)
        const p1 = at(i, axis)
        const p2 = at(i + 1, axis)
        const p3 = at(i + 2, axis)
        out.push(p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0))))
      }
    }
  }
}

/**
 * The points of a stroke with random offsets of its knots; curves that meet in a corner share its offset.
 * @param unsteadiness - standard deviation of the offsets, in hundredths of the sheet
 * @returns x0, y0, x1, y1, ...
 */
export function writeStroke(
  curves: readonly SkeletonCurve[],
  unsteadiness: number,
  { gap: share }: Spread,
  random: RandomState,
): number[] {
  const points: number[] = []
  let cornerX = 0
  let cornerY = 0
  curves.forEach((curve, index) => {
    const knots = Float64Array.from(curve)
    for (let i = 0; i < curve.length; i += 2) {
      const j = i + 2 < curve.length ? i + 2 : Math.max(0, i - 2) // the next knot, or the last but one
      const gap = Math.hypot(curve[j]! - curve[i]!, curve[j + 1]! - curve[i + 1]!)
      const most = Math.min(unsteadiness, share * gap)
      knots[i]! += random.nextGauss() * most
      knots[i + 1]! += random.nextGauss() * most
    }
    if (index > 0) {
      knots[0] = cornerX
      knots[1] = cornerY
    }
    cornerX = knots[knots.length - 2]!
    cornerY = knots[knots.length - 1]!
    trace(knots, points)
  })
  return points
}

/** Distorts, stretches, slants and rotates strokes in place. @returns the box that they take up then */
export function bendStrokes(strokes: readonly number[][], spread: Spread, random: RandomState): StrokeBox {
  const elastic = elasticField(random, spread.wave)
  const slant = spread.slantMean + random.nextGauss() * spread.slant
  const angle = random.nextGauss() * spread.rotation
  const stretch = Math.exp(random.nextGauss() * spread.aspect)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const point = new Float64Array(2)
  let left = Infinity
  let right = -Infinity
  let top = Infinity
  let bottom = -Infinity
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      elastic(stroke[i]!, stroke[i + 1]!, point)
      const y = point[1]! - 50
      const x = (point[0]! - 50) * stretch - slant * y
      stroke[i] = cos * x - sin * y
      stroke[i + 1] = sin * x + cos * y
      left = Math.min(left, stroke[i]!)
      right = Math.max(right, stroke[i]!)
      top = Math.min(top, stroke[i + 1]!)
      bottom = Math.max(bottom, stroke[i + 1]!)
    }
  }
  return { left, right, top, bottom }
}
