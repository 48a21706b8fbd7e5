/** One pen stroke: x0, y0, x1, y1, ... in pixels of the drawing, y downwards, (0, 0) = upper left corner of the first pixel. */
export type Stroke = ArrayLike<number>

/**
 * Draws a stroke as a round-capped, antialiased line; ink never fades where lines cross or a point repeats.
 * @param ink - (height, width) u8, 0 = paper, 255 = ink; drawn into
 * @param stroke - one point makes a dot; points outside the drawing are cut off at its edge
 * @param penWidth - pixels
 * @param fromPoint - first point whose segment is drawn (for live drawing); 0 draws all
 */
export function drawStroke(
  ink: Uint8Array,
  width: number,
  height: number,
  stroke: Stroke,
  penWidth: number,
  fromPoint = 0,
): void {
  const points = stroke.length >> 1
  for (let i = Math.max(fromPoint, points > 1 ? 1 : 0); i < points; i++) {
    const j = Math.max(0, i - 1)
    drawSegment(ink, width, height, stroke[2 * j]!, stroke[2 * j + 1]!, stroke[2 * i]!, stroke[2 * i + 1]!, penWidth)
  }
}

function drawSegment(
  ink: Uint8Array,
  width: number,
  height: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  penWidth: number,
): void {
  // A pixel is inked by how far its centre lies within the pen's edge: 1 at half a pixel inside, 0 at half outside.
  const reach = penWidth / 2 + 0.5
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach))
  const right = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach))
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach))
  const dx = x1 - x0
  const dy = y1 - y0
  const lengthSquared = dx * dx + dy * dy
  const inverse = lengthSquared > 0 ? 1 / lengthSquared : 0
  const reachSquared = reach * reach
  for (let y = top; y <= bottom; y++) {
    const py = y + 0.5 - y0
    for (let x = left; x <= right; x++) {
      const at = y * width + x
      // Segments overlap: a full pixel cannot become darker.
      if (ink[at] === 255) continue
      const px = x + 0.5 - x0
      let along = (px * dx + py * dy) * inverse // 0 at the segment's start, 1 at its end
      if (along < 0) along = 0
      else if (along > 1) along = 1
      const ex = px - along * dx
      const ey = py - along * dy
      const distanceSquared = ex * ex + ey * ey
      if (distanceSquared >= reachSquared) continue
      const cover = reach - Math.sqrt(distanceSquared)
      const value = cover >= 1 ? 255 : (cover * 255 + 0.5) | 0
      if (value > ink[at]!) ink[at] = value
    }
  }
}

/**
 * Draws strokes on an empty sheet, without any canvas, so that what the network sees does not depend on a browser.
 * @param strokes - not modified
 * @param penWidth - pixels
 * @returns (height, width) u8, 0 = paper, 255 = ink
 */
export function rasteriseStrokes(
  strokes: readonly Stroke[],
  penWidth: number,
  width: number,
  height: number,
): Uint8Array {
  const ink = new Uint8Array(width * height)
  for (const stroke of strokes) drawStroke(ink, width, height, stroke, penWidth)
  return ink
}
