/**
 * Copies an image, shifted by whole pixels to the right and down; pixels that leave the frame are lost, paper is shifted in.
 * @param images - u8 pixels; the image begins at `from`; not modified
 * @param dx - to the right, whole pixels; an image shifted out of its frame leaves paper
 * @param dy - downwards
 * @param out - u8; the rows * cols pixels from `to` on are overwritten
 */
export function shiftImage(
  images: Uint8Array,
  from: number,
  rows: number,
  cols: number,
  dx: number,
  dy: number,
  out: Uint8Array,
  to: number,
): void {
  out.fill(0, to, to + rows * cols)
  const kept = cols - Math.abs(dx)
  if (kept <= 0) return
  for (let r = Math.max(0, dy); r < rows + Math.min(0, dy); r++) {
    const start = from + (r - dy) * cols + Math.max(0, -dx)
    out.set(images.subarray(start, start + kept), to + r * cols + Math.max(0, dx))
  }
}
