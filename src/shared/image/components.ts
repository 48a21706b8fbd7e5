/** Fainter pixels belong to no part. */
const SOLID = 64
/** Parts smaller than this share of the largest are specks. */
const SPECK = 0.03
/** A part that lies along the rim of a picture for this share of its shorter side is a table, a shadow or a page's edge. */
const ALONG_RIM = 0.25
/** A part that touches the rim and reaches this far across the picture is a ruled line or the edge of the paper. */
const ACROSS = 0.8

/** A connected part (8 neighbours). */
interface Part {
  size: number
  /** Pixels on the rim. */
  rim: number
  left: number
  right: number
  top: number
  bottom: number
}

/**
 * Removes what is no writing: parts along the rim, ruled lines, specks much smaller than the largest part, and what is too faint
 * to belong to a part unless it touches one that stays (the soft edge of a line).
 * @param ink - (height, width) u8, 0 = paper, 255 = ink; modified
 */
export function keepWriting(ink: Uint8Array, width: number, height: number): void {
  const { partOf, parts } = findParts(ink, width, height)
  const kept = choose(parts, width, height)
  const stays = (at: number): boolean => kept.has(partOf[at]!)
  for (let at = 0; at < ink.length; at++) {
    if (ink[at] === 0 || stays(at)) continue
    let touches = false
    if (partOf[at] === 0) forNeighbours(at, width, height, (near) => (touches ||= stays(near)))
    if (!touches) ink[at] = 0
  }
}

/** Numbers of the parts that are writing. */
function choose(parts: readonly Part[], width: number, height: number): ReadonlySet<number> {
  const shorter = Math.min(width, height)
  const all = parts.map((part, number) => ({ part, number })).slice(1)
  const isRim = ({ rim }: Part): boolean => rim > ALONG_RIM * shorter
  const isEdge = ({ rim, left, right, top, bottom }: Part): boolean =>
    rim > 0 && (right - left > ACROSS * width || bottom - top > ACROSS * height)
  const writing = all.filter(({ part }) => !isRim(part) && !isEdge(part))
  // A picture that holds nothing else shows a digit that was cut out too closely.
  const rest = writing.length > 0 ? writing : all
  const largest = rest.reduce((most, { part }) => Math.max(most, part.size), 0)
  return new Set(rest.filter(({ part }) => part.size >= SPECK * largest).map(({ number }) => number))
}

function forNeighbours(at: number, width: number, height: number, visit: (near: number) => void): void {
  const x = at % width
  const y = (at - x) / width
  for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
    for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) visit(ny * width + nx)
  }
}

/** @returns (height, width) the number of the part of each pixel, 0 = none; the parts by number */
function findParts(ink: Uint8Array, width: number, height: number): { partOf: Int32Array; parts: Part[] } {
  const partOf = new Int32Array(ink.length)
  const parts: Part[] = [{ size: 0, rim: 0, left: 0, right: 0, top: 0, bottom: 0 }]
  const stack: number[] = []
  for (let start = 0; start < ink.length; start++) {
    if (ink[start]! < SOLID || partOf[start] !== 0) continue
    const number = parts.length
    const part: Part = { size: 0, rim: 0, left: width, right: 0, top: height, bottom: 0 }
    partOf[start] = number
    stack.push(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)]
      part.size++
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) part.rim++
      part.left = Math.min(part.left, x)
      part.right = Math.max(part.right, x)
      part.top = Math.min(part.top, y)
      part.bottom = Math.max(part.bottom, y)
      forNeighbours(at, width, height, (near) => {
        if (ink[near]! < SOLID || partOf[near] !== 0) return
        partOf[near] = number
        stack.push(near)
      })
    }
    parts.push(part)
  }
  return { partOf, parts }
}
