import { plain, significant, unitPower, unitText } from '../../../../shared/inside/numbers'
import { isOfImage, nameOf, rowOf, valuesOf } from '../../../../shared/inside/stops'
import type { Calculation } from '../../../../shared/inside/calculation'
import type { Pass } from '../../../../shared/inside/iteration'
import type { Quantity } from '../../../../shared/inside/stops'

/** The right side of a formula in symbols: `Σ_p x[p] · W1[p,35] + b1[35]`. */
export interface Symbols {
  readonly left: string
  /** Counter of the sum; empty where there is none. */
  readonly counter: string
  readonly right: string
}

export function symbolsOf({ selection, kind, letter, factors, bias }: Calculation, pass: Pass): Symbols {
  const left = nameOf(selection, pass.weights)
  const i = selection.index
  switch (kind) {
    case 'relu':
      return { left, counter: '', right: `max(0, a1[${i}])` }
    case 'gate':
      return { left, counter: '', right: `∂L/∂z1[${i}] · [a1[${i}] > 0]` }
    case 'softmax':
      return { left, counter: '', right: `exp(a2[${i}]) / Σ exp(a2[k])` }
    case 'difference':
      return { left, counter: '', right: pass.count > 1 ? `(y[${i}] − t[${i}]) / N` : `y[${i}] − t[${i}]` }
    case 'parameter':
      return { left, counter: '', right: '' }
    case 'sum': {
      const product = factors[1] === '' ? factors[0] : `${factors[0]} · ${factors[1]}`
      return { left, counter: letter, right: bias === null ? product : `${product} + ${bias.symbol}` }
    }
  }
}

/** Powers of ten of a calculation: of the result, and of the factor that carries it. */
export interface Units {
  readonly power: number
  readonly text: string
  readonly result: number
  readonly a: number
  readonly b: number
}

/** A vector of gradients has one unit for all of its numbers; the formula and the table use it too. */
export function unitsOf({ selection: { name } }: Calculation, pass: Pass, image: number): Units {
  const carrier: Partial<Record<Quantity, Quantity>> = { dz1: 'da2', da1: 'dz1', dx: 'da1', da2: 'da2' }
  const of = carrier[name] ?? name
  if (of[0] !== 'd') return { power: 0, text: '', result: 1, a: 1, b: 1 }
  const power = unitPower(isOfImage(of) ? rowOf(pass, of, image) : valuesOf(pass, of))
  const unit = 10 ** power
  const left = name === 'dz1' || name === 'dx' || name === 'da1' || name === 'db1' || name === 'db2'
  const right = name === 'dW1' || name === 'dW2'
  return { power, text: unitText(power), result: unit, a: left ? unit : 1, b: right ? unit : 1 }
}

/** A number in brackets if it is negative. */
const enclosed = (value: number): string => (value < 0 ? `(${plain(value)})` : plain(value))
/** Terms that the formula spells out. */
const SPELT = 4

export interface SpeltTerm {
  readonly text: string
  /** Index of the term; null for the rest and the bias. */
  readonly term: number | null
}

/** The formula with its numbers put in. @param others - says what the terms that are not spelt out add up to */
export function speltOut(
  calculation: Calculation,
  units: Units,
  others: (count: number, sum: string) => string,
): SpeltTerm[] {
  const { terms, count, rest, bias } = calculation
  const spelt = terms.slice(0, SPELT).map(({ index, a, b, product }, at) => {
    const text = b === null ? enclosed(product / units.result) : `${enclosed(a / units.a)}×${enclosed(b / units.b)}`
    return { text: at === 0 ? text : `+ ${text}`, term: index }
  })
  const left = terms.slice(SPELT).reduce((sum, { product }) => sum + product, 0) + (rest?.sum ?? 0)
  return [
    ...spelt,
    ...(count > SPELT ? [{ text: `+ ${others(count - SPELT, enclosed(left / units.result))}`, term: null }] : []),
    ...(bias === null ? [] : [{ text: `+ ${bias.symbol} ${enclosed(bias.value)}`, term: null }]),
  ]
}

/** The result, in the unit of its vector. */
export function resultText({ value }: Calculation, units: Units): string {
  if (units.power === 0 || value === 0) return significant(value, 4)
  return plain(value / units.result)
}
