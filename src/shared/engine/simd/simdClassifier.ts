import type { Weights } from '../../nn/weights'
import type { Classifier } from '../classifier'
import { instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights, unpackNumbers } from './layout'
import type { NetworkLayout } from './layout'
import { KernelMemory } from './memory'
import { Evaluator } from './evaluator'

/** Size of the staging buffer for dense images. */
export const STAGING_BYTES = 1 << 20

/** A memory with kernels bound to it and STAGING_BYTES at the address `staging`. */
interface StagingArea {
  readonly memory: KernelMemory
  readonly kernels: Kernels
  readonly staging: number
}

/** Classifies images through the staging area; parameters and result as Classifier.predict. */
export function predictImages(
  { memory, kernels, staging }: StagingArea,
  evaluator: Evaluator,
  inputs: number,
  images: Uint8Array,
  count: number,
  out: Float64Array,
): void {
  // A chunk in the staging area: the images, the addresses of their rows, the rows (3 bytes a pixel at most).
  const chunk = Math.max(1, Math.floor((STAGING_BYTES - 64) / (4 * inputs + 4)))
  for (let first = 0; first < count; first += chunk) {
    const here = Math.min(chunk, count - first)
    memory.u8.set(images.subarray(first * inputs, (first + here) * inputs), staging)
    const starts = Math.ceil((staging + here * inputs) / 4) * 4
    kernels.compactRows(staging, here, inputs, starts, starts + (here + 1) * 4)
    evaluator.probabilities(starts, here, out, first)
  }
}

/** Float32 arithmetic in WebAssembly SIMD, without the buffers that training needs. */
export class SimdClassifier implements Classifier {
  readonly #area: StagingArea
  readonly #layout: NetworkLayout
  readonly #address: number
  readonly #evaluator: Evaluator

  /**
   * @param module - see kernelModule
   * @param weights - copied, rounded to float32
   */
  constructor(module: WebAssembly.Module, weights: Weights) {
    const memory = new KernelMemory()
    const kernels = instantiateKernels(module, memory.memory)
    this.#area = { memory, kernels, staging: memory.allocate(STAGING_BYTES) }
    this.#layout = layOut(weights)
    this.#address = memory.allocate(this.#layout.bytes)
    this.#evaluator = new Evaluator(kernels, memory, this.#layout, this.#address)
    packWeights(weights, this.#layout, memory.floats(this.#address, this.#layout.bytes / 4))
  }

  get sizes(): NetworkLayout {
    return this.#layout
  }

  predict(images: Uint8Array, count: number, out: Float64Array): void {
    predictImages(this.#area, this.#evaluator, this.#layout.inputs, images, count, out)
  }

  weights(): Weights {
    return unpackNumbers(this.#layout, this.#area.memory.floats(this.#address, this.#layout.bytes / 4))
  }
}
