/** Ink at least this dark counts as the line itself. */
const SOLID = 128
/** MNIST's lines are about 2.5 of 20 pixels wide; below this share of the digit's longer side a line is thickened. */
const THIN = 0.08
/** The share that a thickened line gets. */
const WANTED = 0.115

/**
 * Thickens thin lines, such as a ballpoint's on a photograph, which would almost vanish when shrunk to 20 pixels.
 * @param ink - (height, width) u8, 0 = paper, 255 = ink; not modified
 * @returns (height, width) u8; the same array when the lines are thick enough
 */
export function thickenThinLines(ink: Uint8Array, width: number, height: number): Uint8Array {
  const { area, edge, extent } = measure(ink, width, height)
  if (area === 0) return ink
  // A long line of width w and length l has area w·l and an outline of 2·l.
  const lineWidth = (2 * area) / edge
  if (lineWidth >= THIN * extent) return ink
  return spread(ink, width, height, (WANTED * extent - lineWidth) / 2)
}

function measure(ink: Uint8Array, width: number, height: number): { area: number; edge: number; extent: number } {
  const solid = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && ink[y * width + x]! >= SOLID
  let [area, edge, left, right, top, bottom] = [0, 0, width, 0, height, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!solid(x, y)) continue
      area++
      // Pixel sides overestimate the length of a slanted outline, by a quarter on average.
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const)
        if (!solid(x + dx, y + dy)) edge += 0.8
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  return { area, edge: Math.max(1, edge), extent: Math.max(right - left, bottom - top) + 1 }
}

/** Each pixel takes the darkest ink within `radius`, faded over the last pixel. */
function spread(ink: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const out = new Uint8Array(ink)
  const reach = Math.ceil(radius)
  const disc: { dx: number; dy: number; share: number }[] = []
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const share = Math.min(1, radius + 0.5 - Math.hypot(dx, dy))
      if (share > 0) disc.push({ dx, dy, share })
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = ink[y * width + x]!
      if (value < SOLID) continue
      for (const { dx, dy, share } of disc) {
        const toX = x + dx
        const toY = y + dy
        if (toX < 0 || toY < 0 || toX >= width || toY >= height) continue
        const to = toY * width + toX
        if (value * share > out[to]!) out[to] = Math.round(value * share)
      }
    }
  }
  return out
}
