/** The parameters of the two-layer network, float64, row-major, under the book's names. */
export interface Weights {
  readonly inputs: number
  readonly hidden: number
  readonly classes: number
  /** (inputs, hidden) */
  readonly W1: Float64Array
  /** (hidden,) */
  readonly b1: Float64Array
  /** (hidden, classes) */
  readonly W2: Float64Array
  /** (classes,) */
  readonly b2: Float64Array
}
