/** Fainter pixels belong to no component. */
const SOLID = 64
/** Components smaller than this share of the largest are specks. */
const SPECK = 0.03

/**
 * Removes specks: connected components (8 neighbours) much smaller than the largest, and faint pixels, except those next to a
 * component that is kept (the soft edge of a line).
 * @param ink - (height, width) u8, 0 = paper, 255 = ink; modified
 */
export function removeSpecks(ink: Uint8Array, width: number, height: number): void {
  const part = new Int32Array(ink.length)
  const sizes = [0]
  const stack: number[] = []
  const forNeighbours = (at: number, visit: (near: number) => void): void => {
    const x = at % width
    const y = (at - x) / width
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) visit(ny * width + nx)
    }
  }
  for (let start = 0; start < ink.length; start++) {
    if (ink[start]! < SOLID || part[start] !== 0) continue
    const name = sizes.length
    let size = 0
    part[start] = name
    stack.push(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      size++
      forNeighbours(at, (near) => {
        if (ink[near]! < SOLID || part[near] !== 0) return
        part[near] = name
        stack.push(near)
      })
    }
    sizes.push(size)
  }
  const least = SPECK * sizes.reduce((largest, size) => Math.max(largest, size), 0)
  const stays = (at: number): boolean => part[at] !== 0 && sizes[part[at]!]! >= least
  for (let at = 0; at < ink.length; at++) {
    if (ink[at] === 0 || stays(at)) continue
    let touches = false
    if (part[at] === 0) forNeighbours(at, (near) => (touches ||= stays(near)))
    if (!touches) ink[at] = 0
  }
}
