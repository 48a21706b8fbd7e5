/**
 * Products of row-major float64 matrices in flat arrays. Every sum runs in ascending order of its index. None of
 * the functions allocates; buffers may be longer than the matrix in them.
 */

/** @returns the index of the first value from `from` on that is not zero (NaN counts as not zero); `end` or more if none */
function nextNonZero(values: Float64Array, from: number, end: number): number {
  let at = from
  while (at < end && values[at] === 0) at++
  return at
}

/**
 * out = a b. Zeros of a are skipped: four of five pixels of MNIST are 0, and about half of a ReLU's outputs. The rest are
 * processed four at a time, so that a row of out is read and written four times less often.
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
  for (let i = 0; i < rows; i++) {
    const start = i * inner
    const end = start + inner
    const o = i * cols
    let e0 = nextNonZero(a, start, end)
    while (e0 < end) {
      const e1 = nextNonZero(a, e0 + 1, end)
      const e2 = nextNonZero(a, e1 + 1, end)
      const e3 = nextNonZero(a, e2 + 1, end)
      if (e3 >= end) break
      const a0 = a[e0]!
      const a1 = a[e1]!
      const a2 = a[e2]!
      const a3 = a[e3]!
      const b0 = (e0 - start) * cols
      const b1 = (e1 - start) * cols
      const b2 = (e2 - start) * cols
      const b3 = (e3 - start) * cols
      for (let j = 0; j < cols; j++) {
        out[o + j] = out[o + j]! + a0 * b[b0 + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!
      }
      e0 = nextNonZero(a, e3 + 1, end)
    }
    for (; e0 < end; e0 = nextNonZero(a, e0 + 1, end)) {
      const factor = a[e0]!
      const row = (e0 - start) * cols
      for (let j = 0; j < cols; j++) out[o + j]! += factor * b[row + j]!
    }
  }
}

/**
 * out = aᵀ b, without forming aᵀ. Zeros of a are skipped, as in {@link matmul}.
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
    const start = i * inner
    const end = start + inner
    const row = i * cols
    let e0 = nextNonZero(a, start, end)
    while (e0 < end) {
      const e1 = nextNonZero(a, e0 + 1, end)
      const e2 = nextNonZero(a, e1 + 1, end)
      const e3 = nextNonZero(a, e2 + 1, end)
      if (e3 >= end) break
      const a0 = a[e0]!
      const a1 = a[e1]!
      const a2 = a[e2]!
      const a3 = a[e3]!
      const o0 = (e0 - start) * cols
      const o1 = (e1 - start) * cols
      const o2 = (e2 - start) * cols
      const o3 = (e3 - start) * cols
      for (let j = 0; j < cols; j++) {
        const value = b[row + j]!
        out[o0 + j]! += a0 * value
        out[o1 + j]! += a1 * value
        out[o2 + j]! += a2 * value
        out[o3 + j]! += a3 * value
      }
      e0 = nextNonZero(a, e3 + 1, end)
    }
    for (; e0 < end; e0 = nextNonZero(a, e0 + 1, end)) {
      const factor = a[e0]!
      const o = (e0 - start) * cols
      for (let j = 0; j < cols; j++) out[o + j]! += factor * b[row + j]!
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
