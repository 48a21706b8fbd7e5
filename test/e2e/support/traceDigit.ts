import type { Stroke } from './draw'
import { thin } from './thin'

/** Lines traced from the image of a digit, and their width. */
export interface Trace {
  /** Points in pixels of the 28 x 28 image. */
  readonly strokes: readonly Stroke[]
  /** Mean width of its lines in the same pixels. */
  readonly width: number
}

const SIDE = 28
/** The image is enlarged before thinning, so that a line two pixels wide has a center line. */
const SCALE = 6
const BIG = SIDE * SCALE
/** A branch shorter than this multiple of the line width is an artifact of thinning. */
const SPUR = 0.6

/**
 * Turns the image of a digit into pen strokes: enlarge, threshold at half ink, thin to lines one pixel wide, follow them from
 * end or crossing to end or crossing, remove spurs, simplify.
 * @param image - (784,) u8
 */
export function traceDigit(image: Uint8Array): Trace {
  const solid = enlarge(image)
  const area = solid.reduce((sum, value) => sum + value, 0)
  const line = thin(solid, BIG, BIG)
  const length = line.reduce((sum, value) => sum + value, 0)
  // Thinning shortens each end by half the width; diagonal steps are longer than one.
  const width = length === 0 ? 2 : area / (length * 1.12) / SCALE
  const paths = cutSpurs(follow(line), SPUR * width * SCALE)
  const strokes = paths.map((path) => simplify(smooth(path), 0.5).map(([x, y]) => [x / SCALE, y / SCALE] as const))
  return { strokes, width }
}

/** Bilinear, then a threshold. @returns (168, 168) of 0 and 1 */
function enlarge(image: Uint8Array): Uint8Array {
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : (image[y * SIDE + x] ?? 0))
  return Uint8Array.from({ length: BIG * BIG }, (_, i) => {
    const x = ((i % BIG) + 0.5) / SCALE - 0.5
    const y = (Math.floor(i / BIG) + 0.5) / SCALE - 0.5
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [right, down] = [x - left, y - top]
    const upper = at(left, top) * (1 - right) + at(left + 1, top) * right
    const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right
    return upper * (1 - down) + lower * down > 110 ? 1 : 0
  })
}

type Point = readonly [number, number]
interface Path {
  readonly points: readonly Point[]
  /** Whether its first and its last point are line ends, not crossings. */
  readonly open: readonly [boolean, boolean]
}

function neighbours(line: Uint8Array, at: number): number[] {
  const x = at % BIG
  const near: number[] = []
  // The four sides first: they are preferred to diagonal steps.
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const) {
    if (x + dx >= 0 && x + dx < BIG && line[at + dy * BIG + dx] === 1) near.push(at + dy * BIG + dx)
  }
  // At a corner both the side and the diagonal are neighbors; the diagonal is then not a separate branch.
  return near.filter((n) => {
    const [dx, dy] = [(n % BIG) - x, Math.floor(n / BIG) - Math.floor(at / BIG)]
    return dx === 0 || dy === 0 || (line[at + dx] !== 1 && line[at + dy * BIG] !== 1)
  })
}

/** All line segments between ends and crossings, and all closed loops. */
function follow(line: Uint8Array): Path[] {
  const places = [...line.keys()].filter((at) => line[at] === 1)
  const degree = new Map(places.map((at) => [at, neighbours(line, at).length]))
  const taken = new Set<string>()
  const edge = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`)
  const paths: Path[] = []
  const walk = (from: number, first: number): void => {
    const path = [from, first]
    taken.add(edge(from, first))
    for (let [before, at] = [from, first]; degree.get(at) === 2 && at !== from;) {
      const next = neighbours(line, at).find((n) => n !== before && !taken.has(edge(at, n)))
      if (next === undefined) break
      taken.add(edge(at, next))
      path.push(next)
      ;[before, at] = [at, next]
    }
    const isEnd = (at: number | undefined) => degree.get(at ?? -1) === 1
    paths.push({
      points: path.map((at) => [(at % BIG) + 0.5, Math.floor(at / BIG) + 0.5]),
      open: [isEnd(from), isEnd(path.at(-1))],
    })
  }
  const starts = [...places.filter((at) => degree.get(at) !== 2), ...places]
  for (const start of starts) {
    if (degree.get(start) === 0) {
      const point: Point = [(start % BIG) + 0.5, Math.floor(start / BIG) + 0.5]
      paths.push({ points: [point], open: [true, true] })
    }
    for (const next of neighbours(line, start)) if (!taken.has(edge(start, next))) walk(start, next)
    degree.set(start, degree.get(start) === 0 ? -1 : (degree.get(start) ?? 0))
  }
  return paths
}

const lengthOf = (points: readonly Point[]) =>
  points.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - (points[i]?.[0] ?? x), y - (points[i]?.[1] ?? y)), 0)

/** Removes short branches with one end at a crossing; short separate lines (dots) stay. */
function cutSpurs(paths: readonly Path[], shortest: number): (readonly Point[])[] {
  const kept = paths.filter(({ points, open }) => open[0] === open[1] || lengthOf(points) >= shortest)
  return (kept.length > 0 ? kept : paths).map(({ points }) => points)
}

/** Moving average over five points; the ends stay. */
function smooth(points: readonly Point[]): Point[] {
  return points.map((point, i) => {
    const reach = Math.min(3, i, points.length - 1 - i)
    const near = points.slice(i - reach, i + reach + 1)
    if (near.length === 0) return point
    return [near.reduce((sum, [x]) => sum + x, 0) / near.length, near.reduce((sum, [, y]) => sum + y, 0) / near.length]
  })
}

/** Douglas-Peucker: removes points within `slack` of the simplified line. */
function simplify(points: readonly Point[], slack: number): Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 3) return [...points]
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  const length = Math.hypot(dx, dy)
  let [farthest, split] = [0, 0]
  points.forEach(([x, y], i) => {
    const off =
      length === 0
        ? Math.hypot(x - first[0], y - first[1])
        : Math.abs((x - first[0]) * dy - (y - first[1]) * dx) / length
    if (off > farthest) [farthest, split] = [off, i]
  })
  if (farthest <= slack) return [first, last]
  return [...simplify(points.slice(0, split + 1), slack).slice(0, -1), ...simplify(points.slice(split), slack)]
}
