import { PARAMETER_NAMES, copyWeights } from '../nn/copyWeights'
import type { ParameterName } from '../nn/copyWeights'
import { relativeError } from '../nn/gradientCheck'
import type { Weights } from '../nn/weights'
import { RandomState } from '../random/randomState'
import { Bricks, pixelValues } from './bricks'
import { buggyGradients, buggySoftmax } from './bugs'
import type { Bug } from './bugs'
import { LossAt } from './lossAt'
import type { Precision } from './lossAt'

/** A check that is under way. */
export interface CheckProgress {
  /** 0..1 */
  readonly done: number
  /** Tables that are still being filled. */
  readonly parameters: readonly CheckedParameter[]
}

/** The distances that are tried: two per power of ten, from 10⁻¹ to 10⁻¹². */
export const DISTANCES: readonly number[] = Array.from({ length: 23 }, (_, i) => 10 ** (-1 - i / 2))
/** h = 1e-4, the book's. */
export const BOOK_DISTANCE = 6
const PRECISIONS: readonly Precision[] = ['float64', 'float32']
/** Sampled of each parameter. */
const SAMPLES = 200

export interface CheckSetup {
  readonly weights: Weights
  /** (N, I) u8 */
  readonly images: Uint8Array
  /** (N,) */
  readonly labels: Uint8Array
  readonly bug: Bug
  readonly offset: boolean
  /** Positions in {@link DISTANCES} that are tried besides the book's; all unless given. */
  readonly distances?: readonly number[]
  /** Both unless given. */
  readonly precisions?: readonly Precision[]
}

/** Both gradients of the sampled entries of a parameter. */
export interface CheckedParameter {
  readonly name: ParameterName
  /** (S,) positions in the parameter, ascending */
  readonly indices: Uint32Array
  /** (S,) by backpropagation */
  readonly analytic: Float64Array
  /** (23, S) by central differences, per precision; NaN at distances that are not tried yet */
  readonly numerical: Readonly<Record<Precision, Float64Array>>
  /** (S,) L(W + h) and L(W − h) at the book's distance in float64 */
  readonly above: Float64Array
  readonly below: Float64Array
}

/**
 * The entries that are checked: all of a small parameter, else 200 drawn by RandomState(1). Of W1 only at pixels lit in some
 * image: at all others both gradients are 0 and prove nothing.
 */
function sampleEntries({ weights, images }: CheckSetup, name: ParameterName, random: RandomState): Uint32Array {
  const { inputs, hidden } = weights
  const lit = Array.from({ length: inputs }, (_, p) => p).filter((p) => {
    for (let at = p; at < images.length; at += inputs) if (images[at] !== 0) return true
    return false
  })
  const all =
    name === 'W1'
      ? Uint32Array.from(
          { length: lit.length * hidden },
          (_, i) => lit[Math.floor(i / hidden)]! * hidden + (i % hidden),
        )
      : Uint32Array.from({ length: weights[name].length }, (_, i) => i)
  if (all.length <= SAMPLES) return all
  const draws = new Uint32Array(SAMPLES)
  const chosen = new Set<number>()
  while (chosen.size < SAMPLES) {
    random.choice(all.length, draws)
    for (const draw of draws) if (chosen.size < SAMPLES) chosen.add(all[draw]!)
  }
  return Uint32Array.from(chosen).sort()
}

/** The weights that are checked: for a zero probability, one score is pushed so far down that its probability is 0. */
function weightsFor({ weights, labels, bug }: CheckSetup): Weights {
  if (bug !== 'logOfZero') return weights
  const changed = copyWeights(weights)
  changed.b2[labels[0] ?? 0]! -= 1000
  return changed
}

/**
 * Checks backpropagation against central differences, a parameter and a distance at a time.
 * @yields what is known so far; stop asking to cancel
 * @returns the four parameters
 */
export function* checkGradients(setup: CheckSetup): Generator<CheckProgress, readonly CheckedParameter[]> {
  const weights = weightsFor(setup)
  const x = pixelValues(setup.images)
  const { labels: t, bug } = setup
  const forward = new Bricks(weights).forward(x, t)
  const y = buggySoftmax(forward.a2, forward.count, bug, forward.y)
  const gradients = buggyGradients(weights, forward, y, bug)
  const random = new RandomState(1)
  const parameters = PARAMETER_NAMES.map((name) => {
    const indices = sampleEntries(setup, name, random)
    const table = () => new Float64Array(DISTANCES.length * indices.length).fill(NaN)
    return {
      ...{ name, indices, analytic: Float64Array.from(indices, (i) => gradients[name][i]!) },
      numerical: { float64: table(), float32: table() },
      above: new Float64Array(indices.length),
      below: new Float64Array(indices.length),
    }
  })
  const losses = (precision: Precision) => new LossAt({ ...setup, weights, x, t, precision })
  const evaluate = { float64: losses('float64'), float32: losses('float32') }
  // The book's distance first: its verdict is shown while the curve is still growing.
  const order = [BOOK_DISTANCE, ...(setup.distances ?? DISTANCES.keys())].filter(
    (at, i) => i === 0 || at !== BOOK_DISTANCE,
  )
  const total = order.length * parameters.length
  let done = 0
  for (const at of order) {
    const h = DISTANCES[at] ?? 1e-4
    for (const { name, indices, numerical, above, below } of parameters) {
      for (const precision of setup.precisions ?? PRECISIONS) {
        indices.forEach((index, s) => {
          const plus = evaluate[precision].with(name, index, h)
          const minus = evaluate[precision].with(name, index, -h)
          numerical[precision][at * indices.length + s] = (plus - minus) / (2 * h)
          if (at !== BOOK_DISTANCE || precision !== 'float64') return
          above[s] = plus
          below[s] = minus
        })
      }
      yield { done: ++done / total, parameters }
    }
  }
  return parameters
}

/** A distance's row of a table of {@link CheckedParameter}. */
export const numericalAt = (
  { numerical, indices }: CheckedParameter,
  distance: number,
  precision: Precision = 'float64',
) => numerical[precision].subarray(distance * indices.length, (distance + 1) * indices.length)

/** ‖a − b‖ / (‖a‖ + ‖b‖) at a distance; NaN where a loss is no number. */
export const errorAt = (parameter: CheckedParameter, distance: number, precision: Precision = 'float64'): number =>
  relativeError(parameter.analytic, numericalAt(parameter, distance, precision))
