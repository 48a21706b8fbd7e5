/** The parameters of the two-layer network, row-major, under the book's names. */
interface Parameters<Numbers> {
  readonly inputs: number
  readonly hidden: number
  readonly classes: number
  /** (inputs, hidden) */
  readonly W1: Numbers
  /** (hidden,) */
  readonly b1: Numbers
  /** (hidden, classes) */
  readonly W2: Numbers
  /** (classes,) */
  readonly b2: Numbers
}

/** float64, which holds every float32 exactly. */
export type Weights = Parameters<Float64Array>

/** float32, the precision of the SIMD engine, in half the memory. */
export type Weights32 = Parameters<Float32Array<ArrayBuffer>>
