import type { Weights } from '../../nn/weights'
import { adamLearningRate } from '../../nn/optimizers'
import { packNumbers, unpackNumbers } from './layout'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import type { StepBuffers } from './stepBuffers'
import type { OptimizerKind, OptimizerState } from '../../nn/optimizers'

/** An optimizer's state. Its update is part of each shard's job, see kernels/assembly/shard.ts. */
export class Optimizer {
  readonly kind: OptimizerKind
  readonly #memory: KernelMemory
  readonly #layout: NetworkLayout
  readonly #slots: readonly number[]
  #updates = 0

  constructor(memory: KernelMemory, layout: NetworkLayout, { optimizer, slots }: StepBuffers) {
    this.kind = optimizer
    this.#memory = memory
    this.#layout = layout
    this.#slots = slots
  }

  /** @returns the factor of the batch's sums: -lr / B for SGD, which adds them to the weights directly, else 1 / B */
  factor(learningRate: number, batchSize: number): number {
    return this.kind === 'sgd' ? -learningRate / batchSize : 1 / batchSize
  }

  /** Counts an update. @returns its learning rate */
  nextRate(learningRate: number): number {
    this.#updates++
    return this.kind === 'adam' ? adamLearningRate(learningRate, this.#updates) : learningRate
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
