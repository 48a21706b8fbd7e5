import { SPARKLINE_POINTS } from './record'

/** A thumbnail shows less than four significant digits. */
const SIGNIFICANT_DIGITS = 4

/**
 * A loss curve as a thumbnail: the means of equally long sections.
 * @param losses - (iterations,) may contain values that are not finite; not modified
 * @returns at most {@link SPARKLINE_POINTS} finite numbers; sections without a finite value are omitted
 */
export function sparklineOf(losses: Float64Array): number[] {
  const sections = Math.min(SPARKLINE_POINTS, losses.length)
  const points: number[] = []
  for (let section = 0; section < sections; section++) {
    const from = Math.floor((section * losses.length) / sections)
    const end = Math.floor(((section + 1) * losses.length) / sections)
    const finite = losses.subarray(from, end).filter(Number.isFinite)
    if (finite.length === 0) continue
    const mean = finite.reduce((sum, loss) => sum + loss / finite.length, 0)
    points.push(Number(mean.toPrecision(SIGNIFICANT_DIGITS)))
  }
  return points
}
