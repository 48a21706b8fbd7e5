import { argmax } from '../matrix'
import { crossEntropyError, softmax } from '../softmax'
import { asMatrix, tensor } from '../tensor'
import type { Tensor } from '../tensor'

/** Labels as class indices (N,), or one-hot (N, classes). */
export type Labels = Uint8Array | Tensor

/** @returns (N,) class indices of either form of labels */
export function labelIndices(t: Labels): Uint8Array {
  if (t instanceof Uint8Array) return t
  const { rows, cols, data } = asMatrix(t)
  return Uint8Array.from({ length: rows }, (_, n) => argmax(data, n * cols, cols))
}

/** The book's SoftmaxWithLoss layer: softmax, then mean cross-entropy (5.6.3). */
export class SoftmaxWithLoss {
  #y: Tensor | null = null
  #t: Uint8Array = new Uint8Array(0)

  /** (N, classes) probabilities of the last forward pass; null before. */
  get y(): Tensor | null {
    return this.#y
  }

  /**
   * @param x - (N, classes) scores; not modified
   * @param t - one-hot or indices; not modified
   * @returns mean cross-entropy over the batch
   */
  forward(x: Tensor, t: Labels): number {
    const { rows, cols, data } = asMatrix(x)
    const y = new Float64Array(data.length)
    softmax(data, rows, cols, y)
    this.#y = tensor(x.shape, y)
    this.#t = labelIndices(t)
    return crossEntropyError(y, this.#t, rows, cols)
  }

  /** @returns (N, classes) gradient of the loss with respect to the scores: (y - t) / N */
  backward(): Tensor {
    if (this.#y === null) throw new Error('forward comes first')
    const { rows, cols, data } = asMatrix(this.#y)
    const dx = data.slice()
    for (let n = 0; n < rows; n++) dx[n * cols + this.#t[n]!]! -= 1
    for (let i = 0; i < dx.length; i++) dx[i]! /= rows
    return tensor(this.#y.shape, dx)
  }
}
