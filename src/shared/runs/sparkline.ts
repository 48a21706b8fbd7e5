import { SPARKLINE_POINTS } from './record'

/** Four digits that count are more than a thumbnail shows. */
const DIGITS = 4

/**
 * The course of a loss as a thumbnail: means of evenly sized pieces.
 * @param losses - (iterations,) may hold values that are not finite; not modified
 * @returns at most {@link SPARKLINE_POINTS} finite numbers; pieces without a finite value are left out
 */
export function sparklineOf(losses: Float64Array): number[] {
  const pieces = Math.min(SPARKLINE_POINTS, losses.length)
  const points: number[] = []
  for (let piece = 0; piece < pieces; piece++) {
    const from = Math.floor((piece * losses.length) / pieces)
    const end = Math.floor(((piece + 1) * losses.length) / pieces)
    const finite = losses.subarray(from, end).filter(Number.isFinite)
    if (finite.length === 0) continue
    const mean = finite.reduce((sum, loss) => sum + loss / finite.length, 0)
    points.push(Number(mean.toPrecision(DIGITS)))
  }
  return points
}
