import type { ImageSet } from '../../data/dataset'
import type { Weights } from '../../nn/weights'
import type { Engine, EngineState, SplitLoader } from '../engine'
import type { Helper, HelperPort } from '../helper'
import { HelperThread } from './helperThread'
import type { HelpedEngine } from './helperThread'
import { CAN_SHARE, instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights, unpackNumbers } from './layout'
import type { NetworkLayout } from './layout'
import { KernelMemory } from './memory'
import { Evaluator } from './evaluator'
import { RowWriter, copyRows } from './rowStore'
import type { Rows } from './rowStore'
import { SnapshotCounter, scratchBytes } from './snapshotCounter'
import type { SharedDataset } from './snapshotCounter'
import { STAGING_BYTES, predictImages } from './simdClassifier'
import { allocateStep } from './stepBuffers'
import { TrainingStep } from './trainingStep'
import { allocateSyncBlock, interrupt, syncBlockView } from './syncBlock'
import type { OptimizerKind } from '../../nn/optimizers'
import type { Split, SplitSize } from '../../data/split'

/** Used before the train split is loaded. */
const NO_ROWS: Rows = { count: 0, starts: 0, labels: 0, end: 0 }

/** A memory with the kernels bound to it. */
interface Arena {
  readonly memory: KernelMemory
  readonly kernels: Kernels
  /** Address of STAGING_BYTES. */
  readonly staging: number
  /** What the main thread and the helper synchronise on, and its address. */
  readonly syncBlock: Int32Array
  readonly syncBlockAddress: number
  /** Allocated for a SnapshotCounter when the first images of this size arrive. */
  scratch: { readonly inputs: number; readonly address: number } | null
}

/** A network in an arena, in the memory after the dataset. */
interface Network {
  readonly layout: NetworkLayout
  /** Address of the packed weights. */
  readonly weights: number
  readonly step: TrainingStep
  readonly evaluator: Evaluator
}

/**
 * Float32 arithmetic in WebAssembly SIMD. Only the non-zero pixels of the images are stored (MNIST: one in five); the memory
 * holds, from the bottom: staging, the splits, the network with its buffers.
 */
export class SimdEngine implements Engine, HelpedEngine {
  readonly kind = 'simd'
  readonly #module: WebAssembly.Module
  #arenaOrNull: Arena | null = null
  #splits: { [S in Split]?: Rows } = {}
  #cols = 0
  #network: Network | null = null
  /** Address where the network begins. */
  #networkStart = 0
  #onNetwork: ((step: number) => void) | null = null

  /** @param module - see kernelModule */
  constructor(module: WebAssembly.Module) {
    this.#module = module
  }

  get sizes(): NetworkLayout {
    return this.#ready().layout
  }

  load(split: Split, set: ImageSet): void {
    const { images, labels, count, rows, cols } = set
    const loader = this.createSplitLoader(split, set)
    loader.images(images.subarray(0, count * rows * cols))
    loader.labels(labels.subarray(0, count))
  }

  createSplitLoader(split: Split, { count, rows, cols }: SplitSize): SplitLoader {
    const network = this.#network === null ? null : { state: this.state(), maxBatch: this.#network.step.maxBatch }
    const inputs = rows * cols
    this.#dropNetwork()
    if (this.#splits[split] !== undefined) this.#rebuildWithout(split)
    const arena = this.#arena
    const { kernels, memory, staging } = arena
    if (arena.scratch?.inputs !== inputs) arena.scratch = { inputs, address: memory.allocate(scratchBytes(inputs)) }
    this.#cols = cols
    const writer = new RowWriter(kernels, memory, { address: staging, bytes: STAGING_BYTES }, count, inputs)
    return {
      images: (images) => writer.addImages(images),
      labels: (labels) => {
        writer.addLabels(labels)
        if (!writer.isComplete) return
        this.#splits[split] = writer.finish()
        if (network === null || network.state.weights.inputs !== inputs) return
        this.initialise(network.state.weights, network.state.optimizer.kind, network.maxBatch)
        this.setState(network.state)
      },
    }
  }

  initialise(weights: Weights, optimizer: OptimizerKind, maxBatch: number): void {
    this.#dropNetwork()
    const { kernels, memory, syncBlockAddress } = this.#arena
    this.#networkStart = memory.end
    const layout = layOut(weights)
    const address = memory.allocate(layout.bytes)
    const train = this.#splits.train ?? NO_ROWS
    const buffers = allocateStep(memory, layout, address, optimizer, maxBatch, train, syncBlockAddress)
    this.#network = {
      layout,
      weights: address,
      step: new TrainingStep(kernels, memory, layout, buffers, maxBatch),
      evaluator: new Evaluator(kernels, memory, layout, address),
    }
    this.setWeights(weights)
    this.#announceNetwork()
  }

  step(batch: Uint32Array, learningRate: number, nextBatch: Uint32Array | null, shifts: Int8Array | null): number {
    const { step } = this.#ready()
    if (batch.length > step.maxBatch)
      throw new RangeError(`a batch of ${batch.length}, at most ${step.maxBatch} expected`)
    this.#rows('train')
    return step.run(batch, learningRate, nextBatch, shifts, this.#cols)
  }

  countCorrect(split: Split, start: number, count: number): number {
    return this.#ready().evaluator.countCorrect(this.#rows(split), start, count)
  }

  predict(images: Uint8Array, count: number, out: Float64Array): void {
    const { layout, evaluator } = this.#ready()
    predictImages(this.#arena, evaluator, layout.inputs, images, count, out)
  }

  weights(): Weights {
    const { layout, weights } = this.#ready()
    return unpackNumbers(layout, this.#arena.memory.floats(weights, layout.bytes / 4))
  }

  setWeights(weights: Weights): void {
    const { layout, weights: address, step } = this.#ready()
    step.weightsChanged()
    packWeights(weights, layout, this.#arena.memory.floats(address, layout.bytes / 4))
  }

  state(): EngineState {
    return { weights: this.weights(), optimizer: this.#ready().step.optimizer.state() }
  }

  setState(state: EngineState): void {
    this.setWeights(state.weights)
    this.#ready().step.optimizer.setState(state.optimizer)
  }

  createHelper(startWorker: () => HelperPort): Helper | null {
    return HelperThread.start(this, startWorker)
  }

  /**
   * Both splits in a form that can be posted to another worker; valid until a split is loaded again.
   * @returns null while a split is missing
   */
  share(): SharedDataset | null {
    const { memory, scratch } = this.#arena
    const { train, test } = this.#splits
    if (scratch === null || train === undefined || test === undefined) return null
    const end = Math.max(train.end, test.end, scratch.address)
    return { memory: CAN_SHARE ? memory.memory : memory.u8.slice(0, end), train, test, scratch: scratch.address }
  }

  /**
   * Lets the helper run half of every iteration, see kernels/assembly/workers.ts; results are bit-identical either way.
   * @param onNetwork - called with the address of the struct Step, for the current network and for each later one; null once
   * the helper ends. Never called where memory cannot be shared.
   */
  shareSteps(onNetwork: ((step: number) => void) | null): void {
    this.#onNetwork = onNetwork
    this.#announceNetwork()
  }

  /**
   * Makes the helper leave its worker loop; must precede each message to it.
   * @returns the number of this interrupt
   */
  interruptHelper(): number {
    return interrupt(this.#arena.syncBlock)
  }

  /** @returns a counter that measures other weights in this thread, without a helper; null while a split is missing */
  snapshotCounter(): SnapshotCounter | null {
    const shared = this.share()
    return shared === null ? null : new SnapshotCounter(this.#module, { ...shared, memory: this.#arena.memory.memory })
  }

  dispose(): void {
    this.#dropNetwork()
    this.#onNetwork = null
    this.#splits = {}
    this.#arenaOrNull = null
  }

  get #arena(): Arena {
    return (this.#arenaOrNull ??= makeArena(this.#module))
  }

  /** Makes a new arena without one split: nothing can be freed in the middle of the old one. */
  #rebuildWithout(split: Split): void {
    const old = this.#arena
    const other: Split = split === 'train' ? 'test' : 'train'
    const kept = this.#splits[other]
    this.#arenaOrNull = null
    this.#splits = kept === undefined ? {} : { [other]: copyRows(kept, old.memory, this.#arena.memory) }
  }

  #dropNetwork(): void {
    if (this.#network === null) return
    this.#network = null
    this.#arena.memory.release(this.#networkStart)
  }

  #announceNetwork(): void {
    const network = this.#network
    if (CAN_SHARE && network !== null && this.#splits.train !== undefined) this.#onNetwork?.(network.step.buffers.step)
  }

  #ready(): Network {
    if (this.#network === null) throw new Error('the engine has no network yet')
    return this.#network
  }

  #rows(split: Split): Rows {
    const rows = this.#splits[split]
    if (rows === undefined) throw new Error(`the ${split} images are not loaded`)
    return rows
  }
}

function makeArena(module: WebAssembly.Module): Arena {
  const memory = new KernelMemory()
  const kernels = instantiateKernels(module, memory.memory)
  const syncBlockAddress = allocateSyncBlock(memory)
  const syncBlock = syncBlockView(memory.memory, syncBlockAddress)
  const staging = memory.allocate(STAGING_BYTES)
  return { memory, kernels, staging, syncBlock, syncBlockAddress, scratch: null }
}
