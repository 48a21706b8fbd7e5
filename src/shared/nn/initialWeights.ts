import type { RandomState } from '../random/randomState'
import type { Weights } from './weights'

/** Scale of the initial weights: the book's fixed std, Xavier or He (ch06, 6.2). */
export const WEIGHT_INITS = ['std', 'xavier', 'he'] as const
export type WeightInit = (typeof WEIGHT_INITS)[number]

/** Sizes of the network and the scale of its initial weights. */
export interface InitialWeightsOptions {
  readonly inputs: number
  readonly hidden: number
  readonly classes: number
  readonly weightInit: WeightInit
  /** Standard deviation for weightInit 'std' (the book's weight_init_std = 0.01). */
  readonly std: number
}

/**
 * Standard deviation of a layer's initial weights (the book's 6.2): Xavier sqrt(1/n), He sqrt(2/n).
 * @param fanIn - inputs of the layer
 */
function standardDeviation(weightInit: WeightInit, std: number, fanIn: number): number {
  if (weightInit === 'xavier') return Math.sqrt(1 / fanIn)
  if (weightInit === 'he') return Math.sqrt(2 / fanIn)
  return std
}

/** (length,) std * randn(length) */
function normal(length: number, std: number, random: RandomState): Float64Array {
  const values = new Float64Array(length)
  random.randn(values)
  for (let i = 0; i < length; i++) values[i]! *= std
  return values
}

/**
 * The weights the book's TwoLayerNet starts with: normal W1 and W2, biases of zero. Draws W1 before W2, in C order.
 * @param random - advanced by inputs * hidden + hidden * classes normal draws
 */
export function initialWeights(options: InitialWeightsOptions, random: RandomState): Weights {
  const { inputs, hidden, classes, weightInit, std } = options
  return {
    inputs,
    hidden,
    classes,
    W1: normal(inputs * hidden, standardDeviation(weightInit, std, inputs), random),
    b1: new Float64Array(hidden),
    W2: normal(hidden * classes, standardDeviation(weightInit, std, hidden), random),
    b2: new Float64Array(classes),
  }
}
