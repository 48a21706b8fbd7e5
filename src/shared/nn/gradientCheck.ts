import type { ParameterName } from './copyWeights'
import type { Gradients } from './twoLayerNet'

/**
 * Relative error of two gradients, per parameter: ‖a − b‖ / (‖a‖ + ‖b‖), 0 where both are zero. In float64,
 * backpropagation agrees with central differences to below 1e-5; above 1e-2 it is wrong.
 */
export function gradientErrors(a: Gradients, b: Gradients): Record<ParameterName, number> {
  const error = (name: ParameterName) => relativeError(a[name], b[name])
  return { W1: error('W1'), b1: error('b1'), W2: error('W2'), b2: error('b2') }
}

/** ‖a − b‖ / (‖a‖ + ‖b‖) of two vectors of the same length, 0 where both are zero; 0..1. */
export function relativeError(a: Float64Array, b: Float64Array): number {
  const size = norm(a) + norm(b)
  return size === 0 ? 0 : norm(a.map((value, i) => value - b[i]!)) / size
}

function norm(values: Float64Array): number {
  let squares = 0
  for (const value of values) squares += value * value
  return Math.sqrt(squares)
}
