import type { ImageSet } from '../../data/dataset'
import { columnSums, matmulTransposedLeft, matmulTransposedRight } from '../../nn/matrix'
import { crossEntropyError, softmax } from '../../nn/softmax'
import { zeroWeights } from '../../nn/copyWeights'
import type { Weights } from '../../nn/weights'
import type { Optimizer } from '../../nn/optimizers'
import { ForwardPass } from './forwardPass'
import { sparseTransposedMatmul } from './sparseAffine'

/** The book's iteration on one batch, in buffers made once. */
export class TrainingStep {
  readonly #weights: Weights
  readonly #forward: ForwardPass
  /** (maxBatch,) labels of the batch */
  readonly #t: Uint8Array
  /** (maxBatch, classes) probabilities, then their gradient */
  readonly #y: Float64Array
  /** (maxBatch, hidden) gradient at the hidden layer */
  readonly #dz1: Float64Array
  readonly #grads: Weights

  /** @param weights - changed in place by every step */
  constructor(weights: Weights, maxBatch: number) {
    this.#weights = weights
    this.#forward = new ForwardPass(weights, maxBatch)
    this.#t = new Uint8Array(maxBatch)
    this.#y = new Float64Array(maxBatch * weights.classes)
    this.#dz1 = new Float64Array(maxBatch * weights.hidden)
    this.#grads = zeroWeights(weights)
  }

  /** @returns the loss on the batch after the update; parameters as of Engine.step */
  run(set: ImageSet, batch: Uint32Array, shifts: Int8Array | null, optimizer: Optimizer, learningRate: number): number {
    this.#gather(set, batch, shifts)
    this.#forward.run()
    this.#backward()
    optimizer.update(this.#weights, this.#grads, learningRate)
    this.#forward.run()
    const { classes } = this.#weights
    softmax(this.#forward.a2, batch.length, classes, this.#y)
    return crossEntropyError(this.#y, this.#t, batch.length, classes)
  }

  #gather(set: ImageSet, batch: Uint32Array, shifts: Int8Array | null): void {
    const { x } = this.#forward
    const { images, labels, rows, cols } = set
    x.clear()
    for (let n = 0; n < batch.length; n++) {
      const index = batch[n]!
      this.#t[n] = labels[index]!
      if (shifts === null) x.add(images, index * rows * cols, rows * cols)
      else x.addShifted(images, index * rows * cols, rows, cols, shifts[2 * n]!, shifts[2 * n + 1]!)
    }
  }

  /** Gradients of the mean loss for the images of the forward pass. */
  #backward(): void {
    const { x, a1, a2 } = this.#forward
    const { hidden, classes, W2 } = this.#weights
    const grads = this.#grads
    const N = x.rows

    // SoftmaxWithLoss: dout = (y - t) / N
    const dout = this.#y
    softmax(a2, N, classes, dout)
    for (let n = 0; n < N; n++) dout[n * classes + this.#t[n]!]! -= 1
    for (let i = 0; i < N * classes; i++) dout[i]! /= N

    // Affine2
    matmulTransposedLeft(a1, dout, N, hidden, classes, grads.W2)
    columnSums(dout, N, classes, grads.b2)
    const dz1 = this.#dz1
    matmulTransposedRight(dout, W2, N, hidden, classes, dz1)

    // ReLU
    for (let i = 0; i < N * hidden; i++) if (a1[i]! <= 0) dz1[i] = 0

    // Affine1
    sparseTransposedMatmul(x, dz1, hidden, grads.W1)
    columnSums(dz1, N, hidden, grads.b1)
  }
}
