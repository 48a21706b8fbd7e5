/** The step of the book's numerical_gradient (4.3.1). */
const h = 1e-4

/**
 * Central differences (f(x + h) - f(x - h)) / 2h, one value at a time.
 * @param f - reads `x` and returns the loss
 * @param x - each value is changed and restored
 * @returns gradient, shaped as x
 */
export function numericalGradient(f: () => number, x: Float64Array): Float64Array {
  const gradient = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++) {
    const kept = x[i]!
    x[i] = kept + h
    const above = f()
    x[i] = kept - h
    const below = f()
    x[i] = kept
    gradient[i] = (above - below) / (2 * h)
  }
  return gradient
}
