import type { Stroke } from './strokes'

/** A drawing is written again at this pace, whatever the pace it was first written at. */
const POINTS_PER_SECOND = 90
const SHORTEST_MS = 600
const LONGEST_MS = 2600
/** Where motion is to be reduced whole strokes appear, one after another. */
const STROKE_MS = 500

/** What of a drawing is there after so much time; null when all of it is. */
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
  const lasts = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (1000 * points) / POINTS_PER_SECOND))
  if (elapsedMs >= lasts) return null
  let left = Math.max(1, Math.round((points * elapsedMs) / lasts))
  const there: Stroke[] = []
  for (const stroke of strokes) {
    if (left <= 0) break
    // A stroke that is complete keeps its identity, so that only what is new is drawn.
    there.push(left >= stroke.length ? stroke : stroke.slice(0, left))
    left -= stroke.length
  }
  return there
}
