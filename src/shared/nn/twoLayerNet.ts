import type { Weights } from './weights'
import { Affine } from './layers/affine'
import { ReLU } from './layers/relu'
import { SoftmaxWithLoss, labelIndices } from './layers/softmaxWithLoss'
import type { Labels } from './layers/softmaxWithLoss'
import { argmax } from './matrix'
import { numericalGradient } from './numericalGradient'
import { asMatrix } from './tensor'
import type { Tensor } from './tensor'

/** Gradients of the four parameters, in the shapes of the weights. */
export type Gradients = Weights

/** The book's TwoLayerNet (5.7.2): Affine1, ReLU, Affine2, and SoftmaxWithLoss at the end. */
export class TwoLayerNet {
  readonly weights: Weights
  readonly #affine1: Affine
  readonly #relu = new ReLU()
  readonly #affine2: Affine
  readonly #lastLayer = new SoftmaxWithLoss()
  readonly #gradients: Gradients

  /** @param weights - shared with the caller: changing them changes the network */
  constructor(weights: Weights) {
    const { inputs, hidden, classes, W1, b1, W2, b2 } = weights
    this.weights = weights
    this.#affine1 = new Affine({ rows: inputs, cols: hidden, data: W1 }, b1)
    this.#affine2 = new Affine({ rows: hidden, cols: classes, data: W2 }, b2)
    const [first, second] = [this.#affine1, this.#affine2]
    this.#gradients = { inputs, hidden, classes, W1: first.dW, b1: first.db, W2: second.dW, b2: second.db }
  }

  /**
   * @param x - (N, ...) with `inputs` values per example; not modified
   * @returns (N, classes) scores before softmax
   */
  predict(x: Tensor): Tensor {
    return this.#affine2.forward(this.#relu.forward(this.#affine1.forward(x)))
  }

  /** @returns mean cross-entropy of the batch */
  loss(x: Tensor, t: Labels): number {
    return this.#lastLayer.forward(this.predict(x), t)
  }

  /** @returns the fraction of examples whose largest score is that of the label, 0..1 */
  accuracy(x: Tensor, t: Labels): number {
    const { rows, cols, data } = asMatrix(this.predict(x))
    const labels = labelIndices(t)
    let correct = 0
    for (let n = 0; n < rows; n++) if (argmax(data, n * cols, cols) === labels[n]) correct++
    return correct / rows
  }

  /**
   * Gradient of the loss by backpropagation.
   * @returns the layers' own arrays, overwritten by the next call
   */
  gradient(x: Tensor, t: Labels): Gradients {
    this.loss(x, t)
    const dout = this.#affine2.backward(this.#lastLayer.backward())
    // The book also computes the gradient of the pixels here; nothing needs it.
    this.#affine1.backwardParameters(this.#relu.backward(dout))
    return this.#gradients
  }

  /** Gradient of the loss by central differences (4.3.1): slow; checks {@link gradient}. */
  numericalGradient(x: Tensor, t: Labels): Gradients {
    const loss = () => this.loss(x, t)
    const { W1, b1, W2, b2 } = this.weights
    return {
      ...this.weights,
      W1: numericalGradient(loss, W1),
      b1: numericalGradient(loss, b1),
      W2: numericalGradient(loss, W2),
      b2: numericalGradient(loss, b2),
    }
  }
}
