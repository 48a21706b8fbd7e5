import { BATCH, SHARD, STEP } from '../../../kernels/kernels.generated'
import { BETA1, BETA2, EPSILON, MOMENTUM, OPTIMIZERS } from '../../nn/optimizers'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import { entryBytes, paddedRows } from './forwardPass'
import { allocateMask } from './evaluator'
import type { Rows } from './rowStore'
import { writeStruct } from './struct'
import type { OptimizerKind } from '../../nn/optimizers'

/** Addresses of the buffers of an iteration that the host uses. */
export interface StepBuffers {
  /** The struct Step of kernels/assembly/structs.ts: all that the kernels need, in either thread. */
  readonly step: number
  readonly optimizer: OptimizerKind
  /** The optimizer's blocks. */
  readonly slots: readonly number[]
  /** The current batch: (maxBatch) u32 images, (maxBatch, 2) i8 shifts; the images of the next one. */
  readonly indices: number
  readonly shifts: number
  readonly nextIndices: number
}

/**
 * Allocates memory for the iterations of a network.
 * @param weights - address of the packed weights
 * @param train - the split to train on
 * @param syncBlock - address of what both threads synchronise on, see syncBlock.ts
 */
export function allocateStep(
  memory: KernelMemory,
  layout: NetworkLayout,
  weights: number,
  optimizer: OptimizerKind,
  maxBatch: number,
  train: Rows,
  syncBlock: number,
): StepBuffers {
  const { inputs, classes, vectors, tiles, classTiles, classesPadded, hiddenPadded, offsets, bytes } = layout
  const rows = paddedRows(maxBatch)
  const logitsBytes = rows * classesPadded * 4
  const zeros = (size: number): number => {
    const address = memory.allocate(size)
    memory.floats(address, size / 4).fill(0)
    return address
  }
  const allocateBatch = (): number =>
    writeStruct(memory, BATCH, {
      evenLabels: memory.allocate(maxBatch),
      oddLabels: memory.allocate(maxBatch),
      entries: memory.allocate(entryBytes(maxBatch, inputs)),
      ends: memory.allocate(maxBatch * 4),
      number: 0, // no batch yet: they are numbered from 1
      prefetched: 0,
    })
  const middle = Math.ceil(tiles.length / 2)
  const allocateShard = (number: 0 | 1, firstTile: number, endTile: number): number => {
    const own = tiles.slice(firstTile, endTile)
    return writeStruct(memory, SHARD, {
      number,
      firstTile,
      endTile,
      firstNeuron: 4 * (own[0]?.first ?? vectors),
      neurons: own.reduce((sum, tile) => sum + 4 * tile.vectors, 0),
      bias: number === 0 ? weights + offsets.b2 : zeros(classesPadded * 4),
      Y: memory.allocate(logitsBytes),
    })
  }
  const slots = Array.from({ length: OPTIMIZERS[optimizer].slots }, () => zeros(bytes))
  const indices = memory.allocate(maxBatch * 4)
  const shifts = memory.allocate(maxBatch * 2)
  const nextIndices = memory.allocate(maxBatch * 4)
  const step = writeStruct(memory, STEP, {
    inputs,
    classes,
    vectors,
    tiles: tiles.length,
    classTiles,
    starts: train.starts,
    labels: train.labels,
    optimizer: OPTIMIZERS[optimizer].kernel,
    weights,
    gradient: optimizer === 'sgd' ? weights : memory.allocate(bytes),
    firstSlot: slots[0] ?? 0,
    secondSlot: slots[1] ?? 0,
    b1: offsets.b1,
    W2: offsets.W2,
    b2: offsets.b2,
    indices,
    shifts,
    nextIndices,
    rows,
    Z: memory.allocate(rows * hiddenPadded * 4),
    dZ: memory.allocate(rows * hiddenPadded * 4),
    W2T: memory.allocate(hiddenPadded * classes * 4),
    logitsBefore: memory.allocate(4 * logitsBytes),
    logitsAfter: memory.allocate(2 * logitsBytes),
    mask: allocateMask(layout, memory),
    firstShard: allocateShard(0, 0, middle),
    secondShard: allocateShard(1, middle, tiles.length),
    firstBatch: allocateBatch(),
    secondBatch: allocateBatch(),
    syncBlock,
    forwardReady: 0,
    soloJobs: 0,
    nextSoloJobs: 0,
    decay: MOMENTUM,
    epsilon: EPSILON,
    oneMinusBeta1: 1 - BETA1,
    oneMinusBeta2: 1 - BETA2,
  })
  return { step, optimizer, slots, indices, shifts, nextIndices }
}
