/**
 * Products of row-major float64 matrices in flat arrays. Every sum runs in ascending order of its index, and none of
 * the functions allocates; buffers may be longer than the matrix in them.
 */

/** Rows of b that stay in the cache while all rows of a pass over them. */
const BLOCK = 64

/**
 * out = a b
 * @param a - (rows, inner)
 * @param b - (inner, cols)
 * @param out - (rows, cols), overwritten; must be neither a nor b
 */
export function matmul(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  cols: number,
  out: Float64Array,
): void {
  out.fill(0, 0, rows * cols)
  for (let start = 0; start < inner; start += BLOCK) {
    const end = Math.min(start + BLOCK, inner)
    for (let i = 0; i < rows; i++) {
      for (let k = start; k < end; k++) {
        const factor = a[i * inner + k]!
        for (let j = 0; j < cols; j++) out[i * cols + j]! += factor * b[k * cols + j]!
      }
    }
  }
}

/**
 * out = aᵀ b, without forming aᵀ.
 * @param a - (rows, inner)
 * @param b - (rows, cols)
 * @param out - (inner, cols), overwritten; must be neither a nor b
 */
export function matmulTransposedLeft(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  cols: number,
  out: Float64Array,
): void {
  out.fill(0, 0, inner * cols)
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k]!
      for (let j = 0; j < cols; j++) out[k * cols + j]! += factor * b[i * cols + j]!
    }
  }
}

/**
 * out = a bᵀ, without forming bᵀ.
 * @param a - (rows, cols)
 * @param b - (inner, cols)
 * @param out - (rows, inner), overwritten; must be neither a nor b
 */
export function matmulTransposedRight(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  cols: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      let sum = 0
      for (let j = 0; j < cols; j++) sum += a[i * cols + j]! * b[k * cols + j]!
      out[i * inner + k] = sum
    }
  }
}

/**
 * Adds a row to every row.
 * @param row - (cols,)
 * @param out - (rows, cols), changed in place
 */
export function addToRows(row: Float64Array, rows: number, cols: number, out: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) out[i * cols + j]! += row[j]!
  }
}

/**
 * Sums every column: np.sum(a, axis=0).
 * @param a - (rows, cols)
 * @param out - (cols,), overwritten
 */
export function columnSums(a: Float64Array, rows: number, cols: number, out: Float64Array): void {
  out.fill(0, 0, cols)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) out[j]! += a[i * cols + j]!
  }
}

/**
 * Index of the largest of `length` values, as np.argmax: the first of equals, and NaN counts as largest.
 * @param values - read from `start`
 * @returns 0..length-1
 */
export function argmax(values: Float64Array, start: number, length: number): number {
  let best = 0
  for (let j = 0; j < length; j++) {
    const value = values[start + j]!
    if (Number.isNaN(value)) return j
    if (value > values[start + best]!) best = j
  }
  return best
}
