import type { Weights, Weights32 } from '../../nn/weights'
import { instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights } from './layout'
import type { NetworkLayout, NetworkShape } from './layout'
import { KernelMemory } from './memory'
import { Evaluator, evaluatorBytes } from './evaluator'
import type { Rows } from './rowStore'

/** The largest network that fits in the scratch memory: the hyperparameter table's limit, and every u8 label. */
const MAX_NETWORK = { hidden: 2000, classes: 256 }

/** Both splits as an engine holds them, in a form that can be posted to another worker. */
export interface SharedDataset {
  /** The engine's memory itself, or, where memory cannot be shared, a copy of it up to the scratch memory. */
  readonly memory: WebAssembly.Memory | Uint8Array<ArrayBuffer>
  readonly train: Rows
  readonly test: Rows
  /** Address of {@link scratchBytes} that the engine does not use. */
  readonly scratch: number
}

/** @returns bytes that a {@link SnapshotCounter} needs for images of `inputs` pixels; unused memory costs nothing */
export function scratchBytes(inputs: number): number {
  const layout = layOut({ inputs, ...MAX_NETWORK })
  return layout.bytes + evaluatorBytes(layout)
}

/**
 * Counts correctly classified images of an engine's dataset with other weights than the engine's, in the engine's scratch
 * memory.
 */
export class SnapshotCounter {
  readonly #shared: SharedDataset
  readonly #memory: WebAssembly.Memory
  readonly #kernels: Kernels
  #network: { readonly layout: NetworkLayout; readonly memory: KernelMemory; readonly evaluator: Evaluator } | null =
    null

  /** @param module - see kernelModule */
  constructor(module: WebAssembly.Module, shared: SharedDataset) {
    this.#shared = shared
    this.#memory = shared.memory instanceof Uint8Array ? copyToMemory(shared.memory) : shared.memory
    this.#kernels = instantiateKernels(module, this.#memory)
  }

  /** @returns how many images of each split these weights classify correctly, exactly as the engine would count them */
  countCorrect(weights: Weights | Weights32): { train: number; test: number } {
    const { train, test, scratch } = this.#shared
    const { layout, memory, evaluator } = this.#networkFor(weights)
    packWeights(weights, layout, memory.floats(scratch, layout.bytes / 4))
    return {
      train: evaluator.countCorrect(train, 0, train.count),
      test: evaluator.countCorrect(test, 0, test.count),
    }
  }

  #networkFor(weights: NetworkShape): { layout: NetworkLayout; memory: KernelMemory; evaluator: Evaluator } {
    const { inputs, hidden, classes } = weights
    const known = this.#network
    if (known?.layout.inputs === inputs && known.layout.hidden === hidden && known.layout.classes === classes)
      return known
    const layout = layOut(weights)
    const memory = new KernelMemory(this.#memory, this.#shared.scratch)
    const address = memory.allocate(layout.bytes)
    const evaluator = new Evaluator(this.#kernels, memory, layout, address)
    return (this.#network = { layout, memory, evaluator })
  }
}

function copyToMemory(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Memory {
  const memory = new KernelMemory()
  memory.reserve(bytes.length)
  memory.u8.set(bytes)
  return memory.memory
}
