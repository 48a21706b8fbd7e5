import type { Weights, Weights32 } from '../../nn/weights'
import { instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights } from './layout'
import type { NetworkLayout, NetworkShape } from './layout'
import { KernelMemory } from './memory'
import { PairReader } from './quantizedEvaluator'
import { Reader, readerBytes } from './evaluator'
import type { Rows } from './rowStore'

/** The most that an area for snapshots has room for: the hyperparameter table's hidden neurons, as many classes as u8. */
const LARGEST = { hidden: 2000, classes: 256 }

/** Both splits as an engine holds them, in a form that a message takes to another worker. */
export interface SharedDataset {
  /** The engine's memory itself, or, where memory cannot be shared, a copy of it up to the end of the area. */
  readonly memory: WebAssembly.Memory | Uint8Array<ArrayBuffer>
  readonly train: Rows
  readonly test: Rows
  /** Pixels of an image. */
  readonly inputs: number
  /** Address of areaBytes that the engine does not use. */
  readonly area: number
}

/** @returns bytes that a {@link SnapshotReader} takes for images of so many pixels; memory that is not used costs nothing */
export function areaBytes(inputs: number): number {
  const layout = layOut({ inputs, ...LARGEST })
  return layout.bytes + readerBytes(layout)
}

/**
 * Reads an engine's dataset with other weights than the engine's: most images quickly (see pairReader.ts), the doubtful ones
 * as the engine would, in an area of its memory.
 */
export class SnapshotReader {
  readonly #shared: SharedDataset
  readonly #memory: WebAssembly.Memory
  readonly #kernels: Kernels
  readonly #pairs: PairReader
  #network: { readonly layout: NetworkLayout; readonly room: KernelMemory; readonly reader: Reader } | null = null

  /** @param module - see kernelModule */
  constructor(module: WebAssembly.Module, shared: SharedDataset) {
    this.#shared = shared
    this.#memory = shared.memory instanceof Uint8Array ? copied(shared.memory) : shared.memory
    this.#kernels = instantiateKernels(module, this.#memory)
    this.#pairs = new PairReader(module, this.#memory, [shared.train, shared.test], shared.inputs)
  }

  /** @returns how many images of each split these weights read correctly, exactly as the engine would count them */
  countCorrect(weights: Weights | Weights32): { train: number; test: number } {
    const { train, test, area } = this.#shared
    const { layout, room, reader } = this.#networkFor(weights)
    packWeights(weights, layout, room.floats(area, layout.bytes / 4))
    const [ofTrain, ofTest] = this.#pairs.countCorrect(weights)
    return {
      train: ofTrain!.correct + reader.countCorrectAmong(train, ofTrain!.doubtful),
      test: ofTest!.correct + reader.countCorrectAmong(test, ofTest!.doubtful),
    }
  }

  #networkFor(weights: NetworkShape): { layout: NetworkLayout; room: KernelMemory; reader: Reader } {
    const { inputs, hidden, classes } = weights
    const known = this.#network
    if (known?.layout.inputs === inputs && known.layout.hidden === hidden && known.layout.classes === classes)
      return known
    const layout = layOut(weights)
    const room = new KernelMemory(this.#memory, this.#shared.area)
    const address = room.allocate(layout.bytes)
    const reader = new Reader(this.#kernels, room, layout, address)
    return (this.#network = { layout, room, reader })
  }
}

function copied(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Memory {
  const room = new KernelMemory()
  room.reserve(bytes.length)
  room.u8.set(bytes)
  return room.memory
}
