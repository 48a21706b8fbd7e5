import type { Weights, Weights32 } from './weights'

/** The parameters of the network in the book's order. */
export const PARAMETER_NAMES = ['W1', 'b1', 'W2', 'b2'] as const
export type ParameterName = (typeof PARAMETER_NAMES)[number]

/** Zero weights of the given sizes. */
export function zeroWeights({ inputs, hidden, classes }: Pick<Weights, 'inputs' | 'hidden' | 'classes'>): Weights {
  return {
    inputs,
    hidden,
    classes,
    W1: new Float64Array(inputs * hidden),
    b1: new Float64Array(hidden),
    W2: new Float64Array(hidden * classes),
    b2: new Float64Array(classes),
  }
}

/** Copies the numbers of one network into another of the same shapes. @param out - overwritten */
export function assignWeights(weights: Weights, out: Weights): void {
  for (const name of PARAMETER_NAMES) out[name].set(weights[name])
}

/** A deep copy; shares no memory with `weights`. */
export function copyWeights(weights: Weights): Weights {
  const copy = zeroWeights(weights)
  assignWeights(weights, copy)
  return copy
}

/** @returns a copy rounded to float32; exact for weights of a SIMD engine */
export function toFloat32({ W1, b1, W2, b2, ...shape }: Weights): Weights32 {
  const rounded = (numbers: Float64Array) => new Float32Array(numbers)
  return { ...shape, W1: rounded(W1), b1: rounded(b1), W2: rounded(W2), b2: rounded(b2) }
}
