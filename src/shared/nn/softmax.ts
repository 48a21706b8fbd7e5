/** Avoids log(0), as the book's cross_entropy_error does. */
export const LOG_OFFSET = 1e-7

/**
 * Softmax of every row; the row's largest value is subtracted first, so that exp cannot overflow.
 * @param a - (rows, classes) scores
 * @param out - (rows, classes) probabilities; may be a itself
 */
export function softmax(a: Float64Array, rows: number, classes: number, out: Float64Array): void {
  for (let start = 0; start < rows * classes; start += classes) {
    let max = -Infinity
    for (let j = 0; j < classes; j++) max = Math.max(max, a[start + j]!)
    let sum = 0
    for (let j = 0; j < classes; j++) {
      const e = Math.exp(a[start + j]! - max)
      out[start + j] = e
      sum += e
    }
    for (let j = 0; j < classes; j++) out[start + j]! /= sum
  }
}

/**
 * Mean cross-entropy, the book's -sum(log(y[t] + 1e-7)) / N.
 * @param y - (rows, classes) probabilities
 * @param t - (rows,) class index of each row
 */
export function crossEntropyError(y: Float64Array, t: ArrayLike<number>, rows: number, classes: number): number {
  let sum = 0
  for (let i = 0; i < rows; i++) sum += Math.log(y[i * classes + t[i]!]! + LOG_OFFSET)
  return -sum / rows
}
