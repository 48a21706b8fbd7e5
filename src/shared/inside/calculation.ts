import type { Pass } from './iteration'
import { rowOf, valueAt } from './stops'
import type { GradientName, Quantity, Selection } from './stops'

/** One product of a sum, or one row of a table of values. */
export interface Term {
  /** Pixel, neuron, class or image that it belongs to. */
  readonly index: number
  readonly a: number
  /** The other factor; null where there is only one number. */
  readonly b: number | null
  /** What the term adds. */
  readonly product: number
}

/** Where the selected number comes from. */
export interface Calculation {
  readonly selection: Selection
  readonly value: number
  readonly kind: 'sum' | 'relu' | 'gate' | 'softmax' | 'difference' | 'parameter'
  /** The letter that the terms are counted by: p pixel, j neuron, k class, n image. */
  readonly letter: 'p' | 'j' | 'k' | 'n'
  /** Symbols of the two factors, over their columns. */
  readonly factors: readonly [a: string, b: string]
  /** Largest first. */
  readonly terms: readonly Term[]
  /** Terms that are not 0. */
  readonly count: number
  /** Terms that are not listed; null when none are left. */
  readonly rest: { readonly count: number; readonly sum: number } | null
  readonly bias: { readonly symbol: string; readonly value: number } | null
}

/** Rows of the table of terms. */
const SHOWN = 8

/**
 * Shows how a number is computed.
 * @param image - row of the batch
 * @param shown - terms that are listed one by one
 * @returns for a parameter only its value
 */
export function calculate(pass: Pass, image: number, selection: Selection, shown = SHOWN): Calculation {
  const { hidden: H, classes: C, W1, b1, W2, b2 } = pass.weights
  const { name, index: i } = selection
  const row = (quantity: Parameters<typeof rowOf>[1]) => rowOf(pass, quantity, image)
  const at = (values: Float64Array, index: number): number => values[index] ?? NaN
  const base = { selection, value: valueAt(pass, image, selection), bias: null }
  const sum = (
    letter: Calculation['letter'],
    factors: Calculation['factors'],
    a: (k: number) => number,
    b: ((k: number) => number) | null,
    length: number,
  ) => ({ ...base, kind: 'sum' as const, letter, factors, ...listed(length, a, b, shown) })
  switch (name) {
    case 'a1': {
      const x = row('x')
      const terms = sum(
        'p',
        ['x[p]', `W1[p,${i}]`],
        (p) => at(x, p),
        (p) => at(W1, p * H + i),
        x.length,
      )
      return { ...terms, bias: { symbol: `b1[${i}]`, value: at(b1, i) } }
    }
    case 'a2': {
      const z1 = row('z1')
      const terms = sum(
        'j',
        ['z1[j]', `W2[j,${i}]`],
        (j) => at(z1, j),
        (j) => at(W2, j * C + i),
        H,
      )
      return { ...terms, bias: { symbol: `b2[${i}]`, value: at(b2, i) } }
    }
    case 'z1':
      return { ...base, ...gate(row('a1'), row('a1'), i), kind: 'relu', factors: ['a1[j]', 'a1 > 0'] }
    case 'da1':
      return { ...base, ...gate(row('dz1'), row('a1'), i), kind: 'gate', factors: ['∂L/∂z1[j]', 'a1 > 0'] }
    case 'y': {
      const [a2, y] = [row('a2'), row('y')]
      const all = [...y.keys()].map((k) => ({ index: k, a: at(a2, k), b: null, product: at(y, k) }))
      return { ...base, kind: 'softmax', letter: 'k', factors: ['a2[k]', ''], ...cut(all, shown) }
    }
    case 'da2': {
      const [y, da2] = [row('y'), row('da2')]
      const label = pass.t[image]
      const all = [...y.keys()].map((k) => ({ index: k, a: at(y, k), b: k === label ? 1 : 0, product: at(da2, k) }))
      return { ...base, kind: 'difference', letter: 'k', factors: ['y[k]', 't[k]'], ...cut(all, shown + 1) }
    }
    case 'dz1': {
      const da2 = row('da2')
      return sum(
        'k',
        ['∂L/∂a2[k]', `W2[${i},k]`],
        (k) => at(da2, k),
        (k) => at(W2, i * C + k),
        C,
      )
    }
    case 'dx': {
      const da1 = row('da1')
      return sum(
        'j',
        ['∂L/∂a1[j]', `W1[${i},j]`],
        (j) => at(da1, j),
        (j) => at(W1, i * H + j),
        H,
      )
    }
    case 'dW1':
      return overBatch(name, pass, ['x', 'da1'], Math.floor(i / H), i % H)
    case 'dW2':
      return overBatch(name, pass, ['z1', 'da2'], Math.floor(i / C), i % C)
    case 'db1':
      return overBatch(name, pass, ['da1', null], i, 0)
    case 'db2':
      return overBatch(name, pass, ['da2', null], i, 0)
    default:
      return { ...base, kind: 'parameter', letter: 'n', factors: ['', ''], terms: [], count: 0, rest: null }
  }

  function overBatch(
    quantity: GradientName,
    { count }: Pass,
    [first, second]: readonly ['x' | 'z1' | 'da1' | 'da2', 'da1' | 'da2' | null],
    left: number,
    right: number,
  ): Calculation {
    const column = (of: 'x' | 'z1' | 'da1' | 'da2', place: number) => {
      const width = pass[of].length / count
      return (n: number) => at(pass[of], n * width + place)
    }
    const symbol = (of: Quantity, place: number) => `${of[0] === 'd' ? '∂L/∂' + of.slice(1) : of}[n,${place}]`
    const factors = [symbol(first, left), second === null ? '' : symbol(second, right)] as const
    const b = second === null ? null : column(second, right)
    return { ...sum('n', factors, column(first, left), b, count), selection: { name: quantity, index: i } }
  }
}

/** Neurons around a gate: the selected one, the largest that pass, the largest that do not. */
function gate(values: Float64Array, a1: Float64Array, selected: number) {
  const passes = (j: number) => !((a1[j] ?? 0) <= 0)
  const order = [...values.keys()].sort((p, q) => Math.abs(values[q] ?? 0) - Math.abs(values[p] ?? 0))
  const picked = new Set([
    selected,
    ...order.filter(passes).slice(0, 5),
    ...order.filter((j) => !passes(j)).slice(0, 3),
  ])
  const terms = order
    .filter((j) => picked.has(j))
    .map((j) => ({ index: j, a: values[j] ?? NaN, b: passes(j) ? 1 : 0, product: passes(j) ? (values[j] ?? NaN) : 0 }))
  return { letter: 'j' as const, terms, count: terms.length, rest: null }
}

/** The products of a sum that are not 0, largest first, and what is left over. */
function listed(length: number, a: (k: number) => number, b: ((k: number) => number) | null, shown: number) {
  const all: Term[] = []
  for (let index = 0; index < length; index++) {
    const term = { index, a: a(index), b: b?.(index) ?? null }
    const product = term.b === null ? term.a : term.a * term.b
    if (product !== 0) all.push({ ...term, product })
  }
  return cut(all, shown)
}

function cut(all: readonly Term[], shown: number): Pick<Calculation, 'terms' | 'count' | 'rest'> {
  const order = [...all].sort((p, q) => Math.abs(q.product) - Math.abs(p.product))
  const left = order.slice(shown)
  const rest = left.length === 0 ? null : { count: left.length, sum: left.reduce((sum, term) => sum + term.product, 0) }
  return { terms: order.slice(0, shown), count: all.length, rest }
}
