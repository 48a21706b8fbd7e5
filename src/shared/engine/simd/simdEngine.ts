import type { ImageSet } from '../../data/dataset'
import type { Weights } from '../../nn/weights'
import type { Engine, EngineState, Intake } from '../engine'
import type { Helper, HelperPort } from '../helper'
import { HelperThread } from './helperThread'
import type { HelpedEngine } from './helperThread'
import { CAN_SHARE, instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights, unpackNumbers } from './layout'
import type { NetworkLayout } from './layout'
import { KernelMemory } from './memory'
import { Reader } from './evaluator'
import { RowWriter, copyRows } from './rowStore'
import type { Rows } from './rowStore'
import { SnapshotReader, areaBytes } from './snapshotCounter'
import type { SharedDataset } from './snapshotCounter'
import { STAGING_BYTES, predictImages } from './simdClassifier'
import { placeStep } from './stepBuffers'
import { TrainingStep } from './trainingStep'
import { callAway, placeWords, wordsAt } from './syncBlock'
import type { OptimizerKind } from '../../nn/optimizers'
import type { Split, SplitSize } from '../../data/split'

/** Before the train split is there. */
const NO_ROWS: Rows = { count: 0, starts: 0, labels: 0, end: 0 }

/** A memory with the kernels bound to it. */
interface Room {
  readonly memory: KernelMemory
  readonly kernels: Kernels
  /** Address of STAGING_BYTES. */
  readonly staging: number
  /** What a second thread watches, and their address. */
  readonly words: Int32Array
  readonly wordsAddress: number
  /** Set aside for a SnapshotReader when the first images of this size come. */
  area: { readonly inputs: number; readonly address: number } | null
}

/** A network in a room, in the memory after the dataset. */
interface Network {
  readonly layout: NetworkLayout
  /** Address of the packed weights. */
  readonly weights: number
  readonly step: TrainingStep
  readonly reader: Reader
}

/**
 * Float32 arithmetic in WebAssembly SIMD. The images are kept as their non-zero pixels only (MNIST: one in five); the
 * memory holds, from the bottom: staging, the splits, the network with its buffers.
 */
export class SimdEngine implements Engine, HelpedEngine {
  readonly kind = 'simd'
  readonly #module: WebAssembly.Module
  #roomInUse: Room | null = null
  #splits: { [S in Split]?: Rows } = {}
  #cols = 0
  #network: Network | null = null
  /** Where the network begins in the memory. */
  #networkStart = 0
  #follower: ((step: number) => void) | null = null

  /** @param module - see kernelModule */
  constructor(module: WebAssembly.Module) {
    this.#module = module
  }

  get sizes(): NetworkLayout {
    return this.#ready().layout
  }

  load(split: Split, set: ImageSet): void {
    const { images, labels, count, rows, cols } = set
    const intake = this.intake(split, set)
    intake.images(images.subarray(0, count * rows * cols))
    intake.labels(labels.subarray(0, count))
  }

  intake(split: Split, { count, rows, cols }: SplitSize): Intake {
    const network = this.#network === null ? null : { state: this.state(), maxBatch: this.#network.step.maxBatch }
    const inputs = rows * cols
    this.#dropNetwork()
    if (this.#splits[split] !== undefined) this.#moveOut(split)
    const room = this.#room
    const { kernels, memory, staging } = room
    if (room.area?.inputs !== inputs) room.area = { inputs, address: memory.allocate(areaBytes(inputs)) }
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
    const { kernels, memory, wordsAddress } = this.#room
    this.#networkStart = memory.end
    const layout = layOut(weights)
    const address = memory.allocate(layout.bytes)
    const train = this.#splits.train ?? NO_ROWS
    const place = placeStep(memory, layout, address, optimizer, maxBatch, train, wordsAddress)
    this.#network = {
      layout,
      weights: address,
      step: new TrainingStep(kernels, memory, layout, place, maxBatch),
      reader: new Reader(kernels, memory, layout, address),
    }
    this.setWeights(weights)
    this.#tell()
  }

  step(batch: Uint32Array, learningRate: number, nextBatch: Uint32Array | null, shifts: Int8Array | null): number {
    const { step } = this.#ready()
    if (batch.length > step.maxBatch) throw new RangeError(`a batch of ${batch.length}, room for ${step.maxBatch}`)
    this.#rows('train')
    return step.run(batch, learningRate, nextBatch, shifts, this.#cols)
  }

  countCorrect(split: Split, start: number, count: number): number {
    return this.#ready().reader.countCorrect(this.#rows(split), start, count)
  }

  predict(images: Uint8Array, count: number, out: Float64Array): void {
    const { layout, reader } = this.#ready()
    predictImages(this.#room, reader, layout.inputs, images, count, out)
  }

  weights(): Weights {
    const { layout, weights } = this.#ready()
    return unpackNumbers(layout, this.#room.memory.floats(weights, layout.bytes / 4))
  }

  setWeights(weights: Weights): void {
    const { layout, weights: address, step } = this.#ready()
    step.weightsChanged()
    packWeights(weights, layout, this.#room.memory.floats(address, layout.bytes / 4))
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
   * Lets another worker read both splits. What it gets stays good until a split is loaded again.
   * @returns null while a split is missing
   */
  share(): SharedDataset | null {
    const { memory, area } = this.#room
    const { train, test } = this.#splits
    if (area === null || train === undefined || test === undefined) return null
    const end = Math.max(train.end, test.end, area.address)
    const { inputs, address } = area
    return { memory: CAN_SHARE ? memory.memory : memory.u8.slice(0, end), train, test, inputs, area: address }
  }

  /**
   * Lets another worker carry out half of every iteration, see assembly/team.ts. No bit of a result depends on it.
   * @param follower - told where the struct stands that iterations work on, of the network in hand and of each one that takes
   * its place; null when the worker has gone or is about to go. Never called where memory cannot be shared.
   */
  shareSteps(follower: ((step: number) => void) | null): void {
    this.#follower = follower
    this.#tell()
  }

  /**
   * To be called before each message to the worker that shares the dataset: it may be on its watch for work.
   * @returns the number of this call
   */
  interruptHelper(): number {
    return callAway(this.#room.words)
  }

  /** @returns what reads the dataset with other weights here, when no other worker does; null while a split is missing */
  snapshotReader(): SnapshotReader | null {
    const shared = this.share()
    return shared === null ? null : new SnapshotReader(this.#module, { ...shared, memory: this.#room.memory.memory })
  }

  dispose(): void {
    this.#dropNetwork()
    this.#follower = null
    this.#splits = {}
    this.#roomInUse = null
  }

  get #room(): Room {
    return (this.#roomInUse ??= makeRoom(this.#module))
  }

  /** Makes a new memory without one split: nothing can be taken out of the middle of the old one. */
  #moveOut(split: Split): void {
    const old = this.#room
    const other: Split = split === 'train' ? 'test' : 'train'
    const kept = this.#splits[other]
    this.#roomInUse = null
    this.#splits = kept === undefined ? {} : { [other]: copyRows(kept, old.memory, this.#room.memory) }
  }

  #dropNetwork(): void {
    if (this.#network === null) return
    this.#network = null
    this.#room.memory.release(this.#networkStart)
  }

  #tell(): void {
    const network = this.#network
    if (CAN_SHARE && network !== null && this.#splits.train !== undefined) this.#follower?.(network.step.place.step)
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

function makeRoom(module: WebAssembly.Module): Room {
  const memory = new KernelMemory()
  const kernels = instantiateKernels(module, memory.memory)
  const wordsAddress = placeWords(memory)
  const staging = memory.allocate(STAGING_BYTES)
  return { memory, kernels, staging, words: wordsAt(memory.memory, wordsAddress), wordsAddress, area: null }
}
