/** Arrays as pictures: only the order of the numbers changes. */

/** The columns of a matrix as tiles, `perRow` beside each other. @returns values of the picture, 0 where there is no tile */
export function tiled(
  matrix: Float64Array,
  { count, rows, cols, perRow }: { count: number; rows: number; cols: number; perRow: number },
): Float64Array {
  const width = perRow * cols
  const out = new Float64Array(width * Math.ceil(count / perRow) * rows)
  for (let unit = 0; unit < count; unit++) {
    const start = Math.floor(unit / perRow) * rows * width + (unit % perRow) * cols
    for (let p = 0; p < rows * cols; p++) {
      out[start + Math.floor(p / cols) * width + (p % cols)] = matrix[p * count + unit] ?? 0
    }
  }
  return out
}

/** One column of a matrix. */
export function column(matrix: Float64Array, index: number, cols: number): Float64Array {
  return Float64Array.from({ length: matrix.length / cols }, (_, row) => matrix[row * cols + index] ?? 0)
}

/** (rows, cols) → (cols, rows) */
export function transposed(matrix: Float64Array, cols: number): Float64Array {
  const rows = matrix.length / cols
  return Float64Array.from(matrix, (_, i) => matrix[(i % rows) * cols + Math.floor(i / rows)] ?? 0)
}

/**
 * Many images in one, `perRow` beside each other.
 * @param images - (count, rows * cols)
 * @returns values of the picture and its size
 */
export function sheetOf<T extends Uint8Array | Float64Array>(
  images: T,
  { count, rows, cols, perRow }: { count: number; rows: number; cols: number; perRow: number },
  out: T,
): T {
  const width = perRow * cols
  for (let n = 0; n < count; n++) {
    const start = Math.floor(n / perRow) * rows * width + (n % perRow) * cols
    for (let row = 0; row < rows; row++) {
      const from = n * rows * cols + row * cols
      out.set(images.subarray(from, from + cols), start + row * width)
    }
  }
  return out
}
