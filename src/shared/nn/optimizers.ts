import { PARAMETER_NAMES, assignWeights, copyWeights, zeroWeights } from './copyWeights'
import type { Weights } from './weights'

export type OptimizerKind = keyof typeof OPTIMIZERS

/** The optimizer's state, float64: one slot set for Momentum (v) and AdaGrad (h), two for Adam (m, v), none for SGD. */
export interface OptimizerState {
  readonly kind: OptimizerKind
  /** Updates made so far (Adam's bias correction needs it). */
  readonly updates: number
  /** Each slot has the shapes of the weights. */
  readonly slots: readonly Weights[]
}

/**
 * The book's optimizers (ch06, 6.1) in float64, with its constants: Momentum 0.9; AdaGrad 1e-7; Adam 0.9, 0.999, 1e-7.
 * An update works on one parameter array, its gradient and the slots of that array.
 */
export const MOMENTUM = 0.9
export const BETA1 = 0.9
export const BETA2 = 0.999
export const EPSILON = 1e-7

/** The learning rate Adam uses for its n-th update: corrects the bias of m and v, which start at zero. @param updates - n, from 1 */
export function adamLearningRate(learningRate: number, updates: number): number {
  return (learningRate * Math.sqrt(1 - BETA2 ** updates)) / (1 - BETA1 ** updates)
}

function sgd(params: Float64Array, grads: Float64Array, lr: number): void {
  for (let i = 0; i < params.length; i++) params[i]! -= lr * grads[i]!
}

function momentum(params: Float64Array, grads: Float64Array, lr: number, v: Float64Array): void {
  for (let i = 0; i < params.length; i++) {
    v[i] = MOMENTUM * v[i]! - lr * grads[i]!
    params[i]! += v[i]!
  }
}

function adagrad(params: Float64Array, grads: Float64Array, lr: number, h: Float64Array): void {
  for (let i = 0; i < params.length; i++) {
    const g = grads[i]!
    h[i]! += g * g
    params[i]! -= (lr * g) / (Math.sqrt(h[i]!) + EPSILON)
  }
}

function adam(params: Float64Array, grads: Float64Array, lr: number, m: Float64Array, v: Float64Array): void {
  for (let i = 0; i < params.length; i++) {
    const g = grads[i]!
    m[i]! += (1 - BETA1) * (g - m[i]!)
    v[i]! += (1 - BETA2) * (g * g - v[i]!)
    params[i]! -= (lr * m[i]!) / (Math.sqrt(v[i]!) + EPSILON)
  }
}

/** Updates one parameter array in place; `first` and `second` are its slots, empty where the optimizer has none. */
type Update = (params: Float64Array, grads: Float64Array, lr: number, first: Float64Array, second: Float64Array) => void

interface OptimizerRow {
  /** Its number in the WebAssembly kernels (src/kernels/assembly). */
  readonly kernel: number
  /** Slots it keeps, each in the shapes of the weights. */
  readonly slots: 0 | 1 | 2
  readonly update: Update
}

/** The one table of optimizers. Names are on disk: never change them. */
export const OPTIMIZERS = {
  sgd: { kernel: 0, slots: 0, update: sgd },
  momentum: { kernel: 1, slots: 1, update: momentum },
  adagrad: { kernel: 2, slots: 1, update: adagrad },
  adam: { kernel: 3, slots: 2, update: adam },
} as const satisfies Readonly<Record<string, OptimizerRow>>

export const OPTIMIZER_KINDS = Object.keys(OPTIMIZERS) as readonly OptimizerKind[]

const NO_SLOT = new Float64Array(0)

/** One of the four optimizers with its state, which starts at zero. */
export class Optimizer {
  readonly kind: OptimizerKind
  #updates = 0
  readonly #slots: readonly Weights[]

  /** @param weights - only their shapes are used */
  constructor(kind: OptimizerKind, weights: Weights) {
    this.kind = kind
    this.#slots = Array.from({ length: OPTIMIZERS[kind].slots }, () => zeroWeights(weights))
  }

  /**
   * One update. Allocates nothing.
   * @param params - changed in place
   * @param grads - not modified
   */
  update(params: Weights, grads: Weights, learningRate: number): void {
    this.#updates++
    const lr = this.kind === 'adam' ? adamLearningRate(learningRate, this.#updates) : learningRate
    const [first, second] = this.#slots
    const { update }: OptimizerRow = OPTIMIZERS[this.kind]
    for (const name of PARAMETER_NAMES) {
      update(params[name], grads[name], lr, first?.[name] ?? NO_SLOT, second?.[name] ?? NO_SLOT)
    }
  }

  /** @returns a copy of the state */
  state(): OptimizerState {
    return { kind: this.kind, updates: this.#updates, slots: this.#slots.map(copyWeights) }
  }

  /** Continues from a state of the same kind and shapes. @param state - copied in */
  setState(state: OptimizerState): void {
    this.#updates = state.updates
    this.#slots.forEach((slot, i) => {
      const source = state.slots[i]
      if (source !== undefined) assignWeights(source, slot)
    })
  }
}
