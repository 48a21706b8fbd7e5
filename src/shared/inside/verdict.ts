import type { ParameterName } from '../nn/copyWeights'
import { DISTANCES, errorAt, numericalAt } from './gradientCheck'
import type { CheckedParameter } from './gradientCheck'

export type Judgement = 'right' | 'wrong' | 'unsure'

/** Where the mistake is, as far as the parameters that are wrong can say. */
export type Fault =
  | { readonly at: 'none' }
  | { readonly at: 'unsure' }
  /** A loss or a gradient is no number. */
  | { readonly at: 'notANumber' }
  /** Everything is wrong by one factor: where the error starts. */
  | { readonly at: 'softmax'; readonly factor: number | null }
  /** The second layer is right, the first is wrong: on the way between them. */
  | { readonly at: 'between' }
  /** Only weights of the first layer are wrong. */
  | { readonly at: 'dW1' }
  /** Only the biases are wrong. */
  | { readonly at: 'biases' }

const RIGHT = 1e-5
const WRONG = 1e-3
/** Spread of the ratios below which they are one factor. */
const ONE_FACTOR = 1e-3

/** Right where the two gradients agree at the distance; wrong where no distance makes them agree. */
export function judge(parameter: CheckedParameter, distance: number): Judgement {
  if (errorAt(parameter, distance) < RIGHT) return 'right'
  const best = DISTANCES.reduce((least, _, at) => Math.min(least, nanToInfinity(errorAt(parameter, at))), Infinity)
  return best > WRONG ? 'wrong' : 'unsure'
}

const nanToInfinity = (value: number): number => (Number.isNaN(value) ? Infinity : value)

/** Analytic over numerical, of the entries that are not 0. @returns null where they differ */
function commonFactor(parameters: readonly CheckedParameter[], distance: number): number | null {
  const ratios = parameters.flatMap((parameter) => {
    const numerical = numericalAt(parameter, distance)
    return [...parameter.analytic].flatMap((a, i) => {
      const b = numerical[i] ?? 0
      return Math.abs(a) + Math.abs(b) > 1e-6 && b !== 0 ? [a / b] : []
    })
  })
  if (ratios.length === 0) return null
  ratios.sort((a, b) => a - b)
  const at = (share: number) => ratios[Math.min(ratios.length - 1, Math.floor(share * ratios.length))] ?? NaN
  return Math.abs(at(0.9) - at(0.1)) < ONE_FACTOR ? at(0.5) : null
}

/** The verdict on all four parameters. */
export function findFault(parameters: readonly CheckedParameter[], distance: number): Fault {
  if (parameters.some((parameter) => Number.isNaN(errorAt(parameter, distance)))) return { at: 'notANumber' }
  const judged = Object.fromEntries(parameters.map((parameter) => [parameter.name, judge(parameter, distance)]))
  const is = (judgement: Judgement, ...names: ParameterName[]) => names.every((name) => judged[name] === judgement)
  if (is('right', 'W1', 'b1', 'W2', 'b2')) return { at: 'none' }
  if (is('wrong', 'W1', 'b1', 'W2', 'b2')) return { at: 'softmax', factor: commonFactor(parameters, distance) }
  if (is('right', 'W2', 'b2') && is('wrong', 'W1', 'b1')) return { at: 'between' }
  if (is('right', 'b1', 'W2', 'b2') && is('wrong', 'W1')) return { at: 'dW1' }
  if (is('right', 'W1', 'W2') && is('wrong', 'b1', 'b2')) return { at: 'biases' }
  return { at: 'unsure' }
}
