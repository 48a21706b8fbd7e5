import type { ParameterName } from '../nn/copyWeights'
import type { Weights } from '../nn/weights'
import type { Bug } from './bugs'

/** In which precision the losses of the numerical gradient are computed. */
export type Precision = 'float64' | 'float32'

interface LossSetup {
  readonly weights: Weights
  /** (N, I) 0..1 */
  readonly x: Float64Array
  /** (N,) */
  readonly t: Uint8Array
  readonly precision: Precision
  /** Adds 1e-7 inside the logarithm, as the book does. */
  readonly offset: boolean
  readonly bug: Bug
}

const LOG_OFFSET = 1e-7

/**
 * The loss of a few images as a function of one parameter. What the parameter does not touch is computed once: a weight of the
 * first layer changes one neuron, a weight of the second one score. Sums run in the order of the bricks.
 */
export class LossAt {
  readonly #setup: LossSetup
  readonly #round: (value: number) => number
  readonly #count: number
  /** Pixels of each image that are not 0. */
  readonly #lit: readonly Uint32Array[]
  readonly #z1: Float64Array
  readonly #a2: Float64Array

  constructor(setup: LossSetup) {
    this.#setup = setup
    this.#round = setup.precision === 'float32' ? Math.fround : (value) => value
    const { weights, t } = setup
    const { hidden: H, classes: C } = weights
    this.#count = t.length
    const { inputs } = weights
    this.#lit = Array.from(t, (_, n) =>
      Uint32Array.from({ length: inputs }, (_, p) => p).filter((p) => setup.x[n * inputs + p] !== 0),
    )
    this.#z1 = new Float64Array(t.length * H)
    this.#a2 = new Float64Array(t.length * C)
    for (let n = 0; n < t.length; n++) {
      for (let j = 0; j < H; j++) this.#z1[n * H + j] = this.#neuron(n, j, -1, 0)
      for (let k = 0; k < C; k++) this.#a2[n * C + k] = this.#score(n, k, this.#z1, -1, 0)
    }
  }

  /** The loss with one parameter changed by `by`. @param index - within the parameter; -1 changes none */
  with(name: ParameterName, index: number, by: number): number {
    const { hidden: H, classes: C } = this.#setup.weights
    const a2 = this.#a2.slice()
    for (let n = 0; n < this.#count; n++) {
      if (name === 'W2' || name === 'b2') {
        const k = name === 'W2' ? index % C : index
        const j = name === 'W2' ? Math.floor(index / C) : H
        a2[n * C + k] = this.#score(n, k, this.#z1, j, by)
        continue
      }
      const j = name === 'W1' ? index % H : index
      const z1 = this.#neuron(n, j, name === 'W1' ? Math.floor(index / H) : this.#setup.weights.inputs, by)
      if (z1 === this.#z1[n * H + j]) continue
      const kept = this.#z1[n * H + j]!
      this.#z1[n * H + j] = z1
      for (let k = 0; k < C; k++) a2[n * C + k] = this.#score(n, k, this.#z1, -1, 0)
      this.#z1[n * H + j] = kept
    }
    return this.#lossOf(a2)
  }

  /** z1 of an image. @param changed - pixel whose weight is changed; `inputs` changes the bias */
  #neuron(n: number, j: number, changed: number, by: number): number {
    const { weights, x } = this.#setup
    const { inputs: I, hidden: H, W1, b1 } = weights
    const round = this.#round
    let sum = 0
    for (const p of this.#lit[n]!) {
      const weight = round(W1[p * H + j]! + (p === changed ? by : 0))
      sum = round(sum + round(x[n * I + p]! * weight))
    }
    sum = round(sum + round(b1[j]! + (changed === I ? by : 0)))
    return sum <= 0 ? 0 : sum
  }

  /** a2 of an image. @param changed - neuron whose weight is changed; `hidden` changes the bias */
  #score(n: number, k: number, z1: Float64Array, changed: number, by: number): number {
    const { hidden: H, classes: C, W2, b2 } = this.#setup.weights
    const round = this.#round
    let sum = 0
    for (let j = 0; j < H; j++) {
      const value = z1[n * H + j]!
      if (value === 0) continue
      sum = round(sum + round(value * round(W2[j * C + k]! + (j === changed ? by : 0))))
    }
    return round(sum + round(b2[k]! + (changed === H ? by : 0)))
  }

  #lossOf(a2: Float64Array): number {
    const { t, weights, offset, bug } = this.#setup
    const { classes: C } = weights
    const round = this.#round
    const whole = bug === 'wholeSoftmax'
    let total = 0
    let most = -Infinity
    let sum = 0
    if (whole) {
      for (const score of a2) most = Math.max(most, score)
      for (const score of a2) sum = round(sum + round(Math.exp(round(score - most))))
    }
    for (let n = 0; n < this.#count; n++) {
      if (!whole) {
        most = -Infinity
        sum = 0
        for (let k = 0; k < C; k++) most = Math.max(most, a2[n * C + k]!)
        for (let k = 0; k < C; k++) sum = round(sum + round(Math.exp(round(a2[n * C + k]! - most))))
      }
      const y = round(round(Math.exp(round(a2[n * C + t[n]!]! - most))) / sum)
      total = round(total + round(Math.log(offset && bug !== 'logOfZero' ? round(y + LOG_OFFSET) : y)))
    }
    return round(-total / this.#count)
  }
}
