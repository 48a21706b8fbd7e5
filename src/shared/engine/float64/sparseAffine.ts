import type { SparseRows } from './sparseRows'

/**
 * out = x W, for x given by its non-zero entries; four entries at a time, so that a row of `out` is read and written
 * four times less often.
 * @param x - (N, inputs)
 * @param W - (inputs, cols)
 * @param out - (N, cols), overwritten
 */
export function sparseMatmul(x: SparseRows, W: Float64Array, cols: number, out: Float64Array): void {
  const { columns, values, starts, rows } = x
  out.fill(0, 0, rows * cols)
  for (let n = 0; n < rows; n++) {
    const o = n * cols
    const end = starts[n + 1]!
    let e = starts[n]!
    for (; e + 3 < end; e += 4) {
      const v0 = values[e]!
      const v1 = values[e + 1]!
      const v2 = values[e + 2]!
      const v3 = values[e + 3]!
      const w0 = columns[e]! * cols
      const w1 = columns[e + 1]! * cols
      const w2 = columns[e + 2]! * cols
      const w3 = columns[e + 3]! * cols
      for (let j = 0; j < cols; j++) {
        out[o + j] = out[o + j]! + v0 * W[w0 + j]! + v1 * W[w1 + j]! + v2 * W[w2 + j]! + v3 * W[w3 + j]!
      }
    }
    for (; e < end; e++) {
      const v = values[e]!
      const w = columns[e]! * cols
      for (let j = 0; j < cols; j++) out[o + j]! += v * W[w + j]!
    }
  }
}

/**
 * out = xᵀ dout, for x given by its non-zero entries; four entries of a row at a time (they lie in different columns, so
 * in different rows of `out`).
 * @param x - (N, inputs)
 * @param dout - (N, cols)
 * @param out - (inputs, cols), overwritten
 */
export function sparseTransposedMatmul(x: SparseRows, dout: Float64Array, cols: number, out: Float64Array): void {
  const { columns, values, starts, rows } = x
  out.fill(0)
  for (let n = 0; n < rows; n++) {
    const d = n * cols
    const end = starts[n + 1]!
    let e = starts[n]!
    for (; e + 3 < end; e += 4) {
      const v0 = values[e]!
      const v1 = values[e + 1]!
      const v2 = values[e + 2]!
      const v3 = values[e + 3]!
      const o0 = columns[e]! * cols
      const o1 = columns[e + 1]! * cols
      const o2 = columns[e + 2]! * cols
      const o3 = columns[e + 3]! * cols
      for (let j = 0; j < cols; j++) {
        const g = dout[d + j]!
        out[o0 + j]! += v0 * g
        out[o1 + j]! += v1 * g
        out[o2 + j]! += v2 * g
        out[o3 + j]! += v3 * g
      }
    }
    for (; e < end; e++) {
      const v = values[e]!
      const o = columns[e]! * cols
      for (let j = 0; j < cols; j++) out[o + j]! += v * dout[d + j]!
    }
  }
}
