import type { Series } from './series'

export interface Point {
  readonly x: number
  readonly y: number
}

/** The part of a curve to draw, and the number of points to draw it with. */
export interface View {
  /** Range of x, both ends included. */
  readonly from: number
  readonly to: number
  readonly budget: number
  /** Indices that are always kept (the best point, events). */
  readonly keep?: readonly number[]
  /** Keeps only the last sample of each bucket: for a smoothed curve, whose extrema would form a band. */
  readonly lastOnly?: boolean
}

/** min, max and last of a bucket. */
const POINTS_PER_BUCKET = 3

/**
 * The smallest power of two so that `count` samples fall into at most `buckets` buckets, whatever the offset of the first one.
 * With powers of two the edges stay fixed while a curve grows: nothing flickers, buckets only merge in pairs.
 */
export function bucketSize(count: number, buckets: number): number {
  let size = 1
  while (Math.ceil(count / size) + 1 > buckets) size *= 2
  return size
}

/**
 * Thins a curve for drawing. Buckets have fixed edges at multiples of their size in samples; the lowest, the highest and the
 * last sample of each bucket are kept, and every index in `view.keep`. All points are raw samples, so tooltips show true values.
 * Values that are not finite are left out (they would break the axis of a chart).
 * @returns at most `view.budget` points in order of x
 */
export function decimate(series: Series, view: View): Point[] {
  // One sample beyond each edge, so that the line runs to the border of a zoomed chart.
  const first = Math.max(0, series.lowerBound(view.from) - 1)
  const end = Math.min(series.length, series.lowerBound(view.to) + 1)
  const keep = finiteWithin(series, view.keep ?? [], first, end)
  const count = end - first
  const perBucket = view.lastOnly ? 1 : POINTS_PER_BUCKET
  const size = count <= view.budget ? 1 : bucketSize(count, Math.floor((view.budget - keep.length) / perBucket))
  const points: Point[] = []
  let firstKept = 0
  for (let start = first - (first % size); start < end; start += size) {
    const to = Math.min(start + size, end)
    const chosen = view.lastOnly ? [series.lastFinite(Math.max(start, first), to)] : ofBucket(start, to)
    if (chosen.at(-1)! < 0) continue
    let nextKept = firstKept
    while (nextKept < keep.length && keep[nextKept]! < to) nextKept++
    if (nextKept > firstKept) {
      chosen.push(...keep.slice(firstKept, nextKept))
      chosen.sort((a, b) => a - b)
      firstKept = nextKept
    }
    let before = -1
    for (const index of chosen) {
      if (index !== before) points.push({ x: series.x(index), y: series.y(index) })
      before = index
    }
  }
  return points

  function ofBucket(start: number, to: number): number[] {
    const isWhole = size > 1 && start >= first && start + size === to
    const { lowest, highest, last } = isWhole
      ? series.bucket(start / size, size)
      : series.extrema(Math.max(start, first), to)
    return [Math.min(lowest, highest), Math.max(lowest, highest), last]
  }
}

/** @returns the indices of finite samples from `first` to before `end`, sorted */
function finiteWithin(series: Series, indices: readonly number[], first: number, end: number): number[] {
  const inside = indices.filter((index) => index >= first && index < end && Number.isFinite(series.y(index)))
  return inside.sort((a, b) => a - b)
}
