/**
 * Thins a shape to lines one pixel wide.
 * Source: T. Y. Zhang and C. Y. Suen, "A fast parallel algorithm for thinning digital patterns", CACM 27(3), 1984.
 * @param solid - (height, width) u8 of 0 and 1; not modified
 */
export function thin(solid: Uint8Array, width: number, height: number): Uint8Array {
  const shape = new Uint8Array(solid)
  for (let changed = true; changed;) {
    changed = false
    for (const round of [0, 1]) {
      const gone: number[] = []
      for (let y = 1; y < height - 1; y++) {
        for (let x = 1; x < width - 1; x++) {
          const at = y * width + x
          if (shape[at] === 1 && removable(shape, at, width, round)) gone.push(at)
        }
      }
      for (const at of gone) shape[at] = 0
      changed ||= gone.length > 0
    }
  }
  return shape
}

function removable(shape: Uint8Array, at: number, width: number, round: number): boolean {
  // P2 .. P9 of the paper: clockwise from the pixel above.
  const around = [-width, 1 - width, 1, 1 + width, width, width - 1, -1, -1 - width].map(
    (step) => shape[at + step] ?? 0,
  )
  const count = around.reduce((sum, value) => sum + value, 0)
  if (count < 2 || count > 6) return false
  const turns = around.filter((value, i) => value === 0 && around[(i + 1) % 8] === 1).length
  if (turns !== 1) return false
  const [up = 0, , right = 0, , down = 0, , left = 0] = around
  return round === 0
    ? up * right * down === 0 && right * down * left === 0
    : up * right * left === 0 && up * down * left === 0
}
