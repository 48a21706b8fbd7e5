/** An N-dimensional float64 array; the first axis counts the examples of the batch. */
export interface Tensor {
  /** For instance (N, 784), or (N, 1, 28, 28). */
  readonly shape: readonly number[]
  /** Row-major; its length is the product of `shape`. */
  readonly data: Float64Array
}

/** A tensor seen as rows of equal length. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  /** (rows, cols) row-major */
  readonly data: Float64Array
}

/**
 * A tensor over existing data, which is shared, not copied.
 * @throws RangeError where shape and data disagree
 */
export function tensor(shape: readonly number[], data: Float64Array): Tensor {
  const size = shape.reduce((product, length) => product * length, 1)
  if (size !== data.length) {
    throw new RangeError(`shape (${shape.join(', ')}) needs ${size} values, found ${data.length}`)
  }
  return { shape, data }
}

/** The tensor as (first axis, everything else), the book's `x.reshape(x.shape[0], -1)`; shares memory. */
export function asMatrix({ shape, data }: Tensor): Matrix {
  const [rows = 1, ...rest] = shape
  return { rows, cols: rest.reduce((product, length) => product * length, 1), data }
}
