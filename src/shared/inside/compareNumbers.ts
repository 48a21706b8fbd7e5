/** What an array of another program has in common with ours. */
export type Comparison =
  | { readonly kind: 'unreadable' }
  /** NumPy printed only the corners of the array. */
  | { readonly kind: 'abridged' }
  | { readonly kind: 'length'; readonly expected: number; readonly found: number }
  | { readonly kind: 'same'; readonly count: number; readonly largest: number }
  | {
      readonly kind: 'differs'
      /** Of the first entry that differs, in row-major order. */
      readonly index: number
      readonly expected: number
      readonly found: number
      /** Entries that differ. */
      readonly count: number
      readonly largest: number
    }

const NUMBER = /[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|nan|inf)/gi

/** Reads an array as NumPy prints it, or numbers with anything between them. @returns null when there are none */
export function parseNumbers(text: string): Float64Array | null {
  const found = text.replace(/\b(?:array|dtype|float(?:32|64))\b(?:=\w+)?/g, ' ').match(NUMBER)
  if (found === null) return null
  return Float64Array.from(found, (word) => {
    const plain = word.toLowerCase().replace('inf', 'Infinity')
    return plain.includes('nan') ? NaN : Number(plain)
  })
}

/** As {@link compareNumbers} for text. */
export function compareText(expected: Float64Array, text: string): Comparison {
  if (/\.\.\.|…/.test(text)) return { kind: 'abridged' }
  const found = parseNumbers(text)
  return found === null ? { kind: 'unreadable' } : compareNumbers(expected, found)
}

/** Differences up to this share of the largest number are rounding, also of programs in float32. */
const ROUNDING = 1e-5

/** @param found - row-major, as long as `expected` */
export function compareNumbers(expected: Float64Array, found: Float64Array): Comparison {
  if (expected.length !== found.length) return { kind: 'length', expected: expected.length, found: found.length }
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  let [first, count, largest] = [-1, 0, 0]
  expected.forEach((value, i) => {
    const difference = Math.abs(value - (found[i] ?? NaN))
    if (!(difference <= largest)) largest = difference
    if (difference <= ROUNDING * size) return
    if (first < 0) first = i
    count++
  })
  if (first < 0) return { kind: 'same', count: expected.length, largest }
  return { kind: 'differs', index: first, expected: expected[first] ?? NaN, found: found[first] ?? NaN, count, largest }
}
