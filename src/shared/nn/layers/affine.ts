import { addToRows, columnSums, matmul, matmulTransposedLeft, matmulTransposedRight } from '../matrix'
import { asMatrix, tensor } from '../tensor'
import type { Matrix, Tensor } from '../tensor'

/** The book's Affine layer: out = x W + b (5.6.2). Accepts inputs of any rank; the gradient has their shape. */
export class Affine {
  readonly W: Matrix
  readonly b: Float64Array
  /** (I, O) gradient of the last backward pass. */
  readonly dW: Float64Array
  /** (O,) gradient of the last backward pass. */
  readonly db: Float64Array
  #x: Tensor | null = null

  /**
   * @param W - (I, O); shared with the caller, so that an update is seen here
   * @param b - (O,); shared likewise
   */
  constructor(W: Matrix, b: Float64Array) {
    this.W = W
    this.b = b
    this.dW = new Float64Array(W.data.length)
    this.db = new Float64Array(b.length)
  }

  /**
   * @param x - (N, ...) with I values per example; kept for the backward pass, not modified
   * @returns (N, O)
   */
  forward(x: Tensor): Tensor {
    const { rows: N, data } = asMatrix(x)
    const { rows: I, cols: O } = this.W
    const out = new Float64Array(N * O)
    matmul(data, this.W.data, N, I, O, out)
    addToRows(this.b, N, O, out)
    this.#x = x
    return tensor([N, O], out)
  }

  /**
   * Sets dW = xᵀ dout and db = the sum of dout over the batch.
   * @param dout - (N, O); not modified
   */
  backwardParameters(dout: Tensor): void {
    const { rows: N, data: x } = asMatrix(this.#input)
    const { rows: I, cols: O } = this.W
    matmulTransposedLeft(x, dout.data, N, I, O, this.dW)
    columnSums(dout.data, N, O, this.db)
  }

  /**
   * Sets dW and db.
   * @param dout - (N, O); not modified
   * @returns dx = dout Wᵀ, in the shape that x had
   */
  backward(dout: Tensor): Tensor {
    this.backwardParameters(dout)
    const { rows: I, cols: O } = this.W
    const N = dout.data.length / O
    const dx = new Float64Array(N * I)
    matmulTransposedRight(dout.data, this.W.data, N, I, O, dx)
    return tensor(this.#input.shape, dx)
  }

  get #input(): Tensor {
    if (this.#x === null) throw new Error('forward comes first')
    return this.#x
  }
}
