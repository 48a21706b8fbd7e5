import { PARAMETER_NAMES, copyWeights } from '../nn/copyWeights'
import type { ParameterName } from '../nn/copyWeights'
import { Optimizer } from '../nn/optimizers'
import type { Weights } from '../nn/weights'
import { Bricks, pixelValues } from './bricks'
import type { Backward, Forward } from './bricks'
import { toFloat64 } from './capture'
import type { Capture } from './capture'

/** A forward and backward pass of images through the bricks. */
export interface Pass extends Forward, Backward {
  readonly weights: Weights
  /** (N, I) u8 */
  readonly images: Uint8Array
}

/** A captured iteration, repeated by the bricks in float64. */
export interface Iteration {
  readonly capture: Capture
  /** The batch on the weights before the update. */
  readonly pass: Pass
  /** Weights after the update as the bricks compute it. */
  readonly after: Weights
  /** Weights after the update as the engine computed it. */
  readonly engineAfter: Weights
  /** The optimizer's slots before and after, in float64. */
  readonly slots: { readonly before: readonly Weights[]; readonly after: readonly Weights[] }
  /** The batch once more, on the weights after the update. */
  readonly next: Forward
  /** Largest difference between engine and bricks. */
  readonly differences: Readonly<Record<ParameterName | 'loss', number>>
}

/**
 * Runs a forward and a backward pass.
 * @param images - (N, I) u8
 * @param labels - (N,)
 */
export function runPass(weights: Weights, images: Uint8Array, labels: Uint8Array): Pass {
  const bricks = new Bricks(weights)
  return { ...bricks.forward(pixelValues(images), labels), ...bricks.backward(), weights, images }
}

/** Repeats an iteration from its capture alone. */
export function repeatIteration(capture: Capture): Iteration {
  const pass = runPass(toFloat64(capture.before), capture.images, capture.labels)
  const after = copyWeights(pass.weights)
  const { optimizer: kind, updates } = capture
  const before = capture.slotsBefore.map(toFloat64)
  const optimizer = new Optimizer(kind, after)
  optimizer.setState({ kind, updates, slots: before })
  optimizer.update(after, pass.gradients, capture.learningRate)
  const next = new Bricks(after).forward(pass.x, pass.t)
  const engineAfter = toFloat64(capture.after)
  const farthest = (name: ParameterName) => largestDifference(after[name], engineAfter[name])
  const differences = {
    ...{ W1: farthest('W1'), b1: farthest('b1'), W2: farthest('W2'), b2: farthest('b2') },
    loss: Math.abs(next.loss - capture.loss),
  }
  return { capture, pass, after, engineAfter, slots: { before, after: optimizer.state().slots }, next, differences }
}

/** @returns max |a − b|; NaN where either has one */
function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN))
    if (!(difference <= largest)) largest = difference
  }
  return largest
}

/** The loss that the gradient predicts for a step of plain gradient descent: L − lr ‖dW‖². */
export function predictedLoss({ pass, capture }: Iteration): number {
  let squares = 0
  for (const name of PARAMETER_NAMES) for (const value of pass.gradients[name]) squares += value * value
  return pass.loss - capture.learningRate * squares
}
