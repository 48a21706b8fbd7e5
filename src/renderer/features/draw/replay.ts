import type { Stroke } from './strokes'

/** Speed of the replay, whatever the speed of drawing. */
const POINTS_PER_SECOND = 90
const MIN_DURATION_MS = 600
const MAX_DURATION_MS = 2600
/** With reduced motion, whole strokes appear one after another. */
const STROKE_MS = 500

/** The part of a drawing that is shown after some time; null when the replay is over. */
export function replayAt(
  strokes: readonly Stroke[],
  elapsedMs: number,
  reducedMotion: boolean,
): readonly Stroke[] | null {
  if (reducedMotion) {
    const whole = 1 + Math.floor(elapsedMs / STROKE_MS)
    return whole > strokes.length ? null : strokes.slice(0, whole)
  }
  const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0)
  const lasts = Math.min(MAX_DURATION_MS, Math.max(MIN_DURATION_MS, (1000 * points) / POINTS_PER_SECOND))
  if (elapsedMs >= lasts) return null
  let left = Math.max(1, Math.round((points * elapsedMs) / lasts))
  const there: Stroke[] = []
  for (const stroke of strokes) {
    if (left <= 0) break
    // A complete stroke keeps its identity, so that only new segments are drawn.
    there.push(left >= stroke.length ? stroke : stroke.slice(0, left))
    left -= stroke.length
  }
  return there
}
