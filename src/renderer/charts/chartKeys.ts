import type { Point } from './buckets'
import type { Range } from './chartSpec'

/** The smallest visible range, in iterations or epochs. */
const MIN_RANGE = 4
/** Points per key press with Shift. */
const STRIDE = 20

/** What a key does in a focused chart. */
export type ChartKey =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'whole' }
  | { readonly kind: 'read'; readonly by: number }

/** @returns null when a chart does not use the key */
export function chartKeyOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): ChartKey | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === '+' || key === '=') return { kind: 'zoom', factor: 0.5 }
  if (key === '-' || key === '−') return { kind: 'zoom', factor: 2 }
  if (key === '0') return { kind: 'whole' }
  const by = shiftKey ? STRIDE : 1
  if (key === 'ArrowRight') return { kind: 'read', by }
  return key === 'ArrowLeft' ? { kind: 'read', by: -by } : null
}

/**
 * A range `factor` times as wide around `centre`, shifted to lie inside the whole.
 * @returns null when that is the whole
 */
export function zoomedRange(range: Range, whole: Range, factor: number, centre: number): Range | null {
  const all = whole.max - whole.min
  const width = Math.max(Math.min(MIN_RANGE, all), (range.max - range.min) * factor)
  if (width >= all) return null
  const min = Math.min(Math.max(whole.min, centre - width / 2), whole.max - width)
  return { min, max: min + width }
}

/** Index of the point that is read next: inside the visible range, starting from its newest point. */
export function nextReading(points: readonly Point[], range: Range, now: number | null, by: number): number | null {
  const first = points.findIndex(({ x }) => x >= range.min)
  const beyond = points.findIndex(({ x }) => x > range.max)
  const last = (beyond < 0 ? points.length : beyond) - 1
  if (first < 0 || last < first) return null
  if (now === null) return last
  return Math.min(last, Math.max(first, now + by))
}
