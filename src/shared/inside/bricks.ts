import { Affine } from '../nn/layers/affine'
import { ReLU } from '../nn/layers/relu'
import { SoftmaxWithLoss } from '../nn/layers/softmaxWithLoss'
import { LOG_OFFSET } from '../nn/softmax'
import { argmax } from '../nn/matrix'
import { tensor } from '../nn/tensor'
import type { Gradients } from '../nn/twoLayerNet'
import type { Weights } from '../nn/weights'

/** Values on the wires after a forward pass of N images; all float64, row-major. */
export interface Forward {
  /** N */
  readonly count: number
  /** (N, I) pixels as the network sees them, 0..1 */
  readonly x: Float64Array
  /** (N, H) before the ReLU */
  readonly a1: Float64Array
  /** (N, H) after the ReLU */
  readonly z1: Float64Array
  /** (N, C) scores */
  readonly a2: Float64Array
  /** (N, C) probabilities */
  readonly y: Float64Array
  /** (N,) labels */
  readonly t: Uint8Array
  /** (N,) −log(y[t] + 1e-7) of each image */
  readonly losses: Float64Array
  /** Mean of `losses`, as the brick computes it. */
  readonly loss: number
  /** (N,) the class with the largest score */
  readonly read: Uint8Array
}

/** Gradients of the loss from the backward pass, each in the shape of its variable. */
export interface Backward {
  readonly da2: Float64Array
  readonly dz1: Float64Array
  readonly da1: Float64Array
  readonly dx: Float64Array
  readonly gradients: Gradients
}

/** Pixels as both engines use them: divided by 255 in float32, as the book's loader does. @param images - (N, I) u8 */
export function pixelValues(images: Uint8Array): Float64Array {
  return Float64Array.from(images, (pixel) => Math.fround(pixel / 255))
}

/** The book's bricks in the order of the forward pass, on weights that are not changed. */
export class Bricks {
  readonly #affine1: Affine
  readonly #relu = new ReLU()
  readonly #affine2: Affine
  readonly #last = new SoftmaxWithLoss()
  readonly #weights: Weights

  constructor(weights: Weights) {
    const { inputs, hidden, classes, W1, b1, W2, b2 } = weights
    this.#weights = weights
    this.#affine1 = new Affine({ rows: inputs, cols: hidden, data: W1 }, b1)
    this.#affine2 = new Affine({ rows: hidden, cols: classes, data: W2 }, b2)
  }

  /**
   * @param x - (N, I) see {@link pixelValues}
   * @param t - (N,) labels
   */
  forward(x: Float64Array, t: Uint8Array): Forward {
    const { inputs, classes } = this.#weights
    const count = t.length
    const a1 = this.#affine1.forward(tensor([count, inputs], x))
    const z1 = this.#relu.forward(a1)
    const a2 = this.#affine2.forward(z1)
    const loss = this.#last.forward(a2, t)
    const y = this.#last.y?.data ?? new Float64Array(0)
    const losses = Float64Array.from(t, (label, n) => -Math.log((y[n * classes + label] ?? NaN) + LOG_OFFSET))
    const read = Uint8Array.from(t, (_, n) => argmax(a2.data, n * classes, classes))
    return { count, x, a1: a1.data, z1: z1.data, a2: a2.data, y, t, losses, loss, read }
  }

  /** The backward pass; call {@link forward} first. */
  backward(): Backward {
    const da2 = this.#last.backward()
    const dz1 = this.#affine2.backward(da2)
    const da1 = this.#relu.backward(dz1)
    const dx = this.#affine1.backward(da1)
    const [first, second] = [this.#affine1, this.#affine2]
    const gradients = { ...this.#weights, W1: first.dW, b1: first.db, W2: second.dW, b2: second.db }
    return { da2: da2.data, dz1: dz1.data, da1: da1.data, dx: dx.data, gradients }
  }
}
