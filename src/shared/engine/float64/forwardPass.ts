import { addToRows, matmul } from '../../nn/matrix'
import type { Weights } from '../../nn/weights'
import { sparseMatmul } from './sparseAffine'
import { SparseRows } from './sparseRows'

/** Images on their way through Affine1, ReLU and Affine2, in buffers made once. */
export class ForwardPass {
  readonly x: SparseRows
  /** (capacity, hidden) output of ReLU; 0 exactly where it let nothing through. */
  readonly a1: Float64Array
  /** (capacity, classes) scores, the book's a2. */
  readonly a2: Float64Array
  readonly #weights: Weights

  /**
   * @param weights - read at every run, not copied
   * @param capacity - the most images there is room for
   */
  constructor(weights: Weights, capacity: number) {
    this.#weights = weights
    this.x = new SparseRows(capacity, weights.inputs)
    this.a1 = new Float64Array(capacity * weights.hidden)
    this.a2 = new Float64Array(capacity * weights.classes)
  }

  /** Computes a1 and a2 of the images in x. */
  run(): void {
    const { hidden, classes, W1, b1, W2, b2 } = this.#weights
    const { x, a1, a2 } = this
    sparseMatmul(x, W1, hidden, a1)
    addToRows(b1, x.rows, hidden, a1)
    for (let i = 0; i < x.rows * hidden; i++) if (a1[i]! <= 0) a1[i] = 0
    matmul(a1, W2, x.rows, hidden, classes, a2)
    addToRows(b2, x.rows, classes, a2)
  }
}
