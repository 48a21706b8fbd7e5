import type { Weights } from '../../weights/weights'
import type { OptimizerKind, OptimizerState } from '../engine'
import { BETA1, BETA2, EPSILON, MOMENTUM, adamLearningRate } from '../optimizers'
import type { Kernels } from './kernels'
import { packNumbers, unpackNumbers } from './layout'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'

/** How many sets of numbers, each shaped like the weights, an optimizer remembers. */
const SLOTS: Readonly<Record<OptimizerKind, number>> = { sgd: 0, momentum: 1, adagrad: 1, adam: 2 }

/** An optimizer's memory and its update. SGD has none, and no gradient either: see {@link target}. */
export class Optimizer {
  readonly kind: OptimizerKind
  readonly #kernels: Kernels
  readonly #memory: KernelMemory
  readonly #layout: NetworkLayout
  readonly #weights: number
  readonly #gradient: number
  readonly #slots: readonly number[]
  #updates = 0

  /** @param weights - address of the packed weights */
  constructor(kind: OptimizerKind, kernels: Kernels, memory: KernelMemory, layout: NetworkLayout, weights: number) {
    this.kind = kind
    this.#kernels = kernels
    this.#memory = memory
    this.#layout = layout
    this.#weights = weights
    this.#gradient = kind === 'sgd' ? weights : memory.allocate(layout.bytes)
    this.#slots = Array.from({ length: SLOTS[kind] }, () => memory.allocate(layout.bytes))
    for (const slot of this.#slots) this.#floats(slot).fill(0)
  }

  /**
   * Address of what backpropagation adds its products to, times {@link factor}: SGD straight to the weights, the others
   * to a gradient.
   */
  get target(): number {
    return this.#gradient
  }

  /** @returns -lr / B for SGD, else 1 / B */
  factor(learningRate: number, batchSize: number): number {
    return this.kind === 'sgd' ? -learningRate / batchSize : 1 / batchSize
  }

  /** To be called before the first product is added. */
  begin(): void {
    if (this.kind !== 'sgd') this.#floats(this.#gradient).fill(0)
  }

  /** Moves the weights once the gradient is complete. */
  update(learningRate: number): void {
    const count = this.#layout.bytes / 4
    const [first = 0, second = 0] = this.#slots
    const W = this.#weights
    const g = this.#gradient
    this.#updates++
    if (this.kind === 'momentum') this.#kernels.momentum(W, g, first, count, learningRate, MOMENTUM)
    if (this.kind === 'adagrad') this.#kernels.adaGrad(W, g, first, count, learningRate, EPSILON)
    if (this.kind === 'adam') {
      const rate = adamLearningRate(learningRate, this.#updates)
      this.#kernels.adam(W, g, first, second, count, rate, 1 - BETA1, 1 - BETA2, EPSILON)
    }
  }

  /** @returns a copy */
  state(): OptimizerState {
    const slots = this.#slots.map((slot): Weights => unpackNumbers(this.#layout, this.#floats(slot)))
    return { kind: this.kind, updates: this.#updates, slots }
  }

  /** @param state - of the same kind and shapes; copied in */
  setState(state: OptimizerState): void {
    if (state.kind !== this.kind) throw new Error(`state of ${state.kind} for ${this.kind}`)
    this.#updates = state.updates
    this.#slots.forEach((slot, i) => packNumbers(state.slots[i]!, this.#layout, this.#floats(slot)))
  }

  #floats(address: number): Float32Array {
    return this.#memory.floats(address, this.#layout.bytes / 4)
  }
}
