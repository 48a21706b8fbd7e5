import { BETA1, BETA2, EPSILON, MOMENTUM } from '../../nn/optimizers'
import type { NetworkLayout } from './layout'
import { writeStruct } from './memory'
import type { KernelMemory } from './memory'
import { entryBytes, roundedRows } from './forwardPass'
import { allocateMask } from './evaluator'
import type { Rows } from './rowStore'
import type { OptimizerKind } from '../../nn/optimizers'

/** In the order of assembly/plan.ts, with how many sets of numbers, each shaped like the weights, each remembers. */
const OPTIMIZERS: readonly (readonly [OptimizerKind, number])[] = [
  ['sgd', 0],
  ['momentum', 1],
  ['adagrad', 1],
  ['adam', 2],
]

/** Addresses of what an iteration works on, as far as its caller has to do with it. */
export interface StepPlace {
  /** Of the struct Step of assembly/plan.ts: all that the kernels, in whichever thread, have to be told. */
  readonly step: number
  readonly optimizer: OptimizerKind
  readonly slots: readonly number[]
  /** What batch to work on: (maxBatch) u32 images, (maxBatch, 2) i8 shifts; the images of the next one. */
  readonly indices: number
  readonly shifts: number
  readonly nextIndices: number
  /** Of the word that says whether the next batch's forward pass is done. */
  readonly ahead: number
}

/**
 * Sets memory aside for the iterations of a network.
 * @param weights - address of the packed weights
 * @param train - the split to train on
 * @param words - address of what both threads watch, see words.ts
 */
export function placeStep(
  memory: KernelMemory,
  layout: NetworkLayout,
  weights: number,
  optimizer: OptimizerKind,
  maxBatch: number,
  train: Rows,
  words: number,
): StepPlace {
  const { inputs, classes, vectors, tiles, classTiles, classesPadded, hiddenPadded, offsets, bytes } = layout
  const rows = roundedRows(maxBatch)
  const shareBytes = rows * classesPadded * 4
  const zeros = (size: number): number => {
    const address = memory.allocate(size)
    memory.floats(address, size / 4).fill(0)
    return address
  }
  const batch = (): number =>
    writeStruct(memory, [
      memory.allocate(maxBatch),
      memory.allocate(maxBatch),
      memory.allocate(entryBytes(maxBatch, inputs)),
      memory.allocate(maxBatch * 4),
      0, // no batch stands spread: their numbers begin with 1
      0,
    ])
  const middle = Math.ceil(tiles.length / 2)
  const half = (number: 0 | 1, firstTile: number, endTile: number): number => {
    const own = tiles.slice(firstTile, endTile)
    return writeStruct(memory, [
      number,
      firstTile,
      endTile,
      4 * (own[0]?.first ?? vectors),
      own.reduce((sum, tile) => sum + 4 * tile.vectors, 0),
      number === 0 ? weights + offsets.b2 : zeros(classesPadded * 4),
      memory.allocate(shareBytes),
    ])
  }
  const kind = OPTIMIZERS.findIndex(([name]) => name === optimizer)
  const slots = Array.from({ length: OPTIMIZERS[kind]![1] }, () => zeros(bytes))
  const indices = memory.allocate(maxBatch * 4)
  const shifts = memory.allocate(maxBatch * 2)
  const nextIndices = memory.allocate(maxBatch * 4)
  const fields = [
    ...[inputs, classes, vectors, tiles.length, classTiles],
    ...[train.starts, train.labels],
    ...[kind, weights, optimizer === 'sgd' ? weights : memory.allocate(bytes), slots[0] ?? 0, slots[1] ?? 0],
    ...[offsets.b1, offsets.W2, offsets.b2],
    ...[indices, shifts, nextIndices],
    ...[rows, memory.allocate(rows * hiddenPadded * 4), memory.allocate(rows * hiddenPadded * 4)],
    memory.allocate(hiddenPadded * classes * 4),
    ...[memory.allocate(4 * shareBytes), memory.allocate(2 * shareBytes), allocateMask(layout, memory)],
    ...[half(0, 0, middle), half(1, middle, tiles.length), batch(), batch()],
    words,
  ]
  const remembered = [0, 0, 0]
  const constants = [MOMENTUM, EPSILON, 1 - BETA1, 1 - BETA2]
  const step = writeStruct(memory, [...fields, ...remembered], constants)
  return { step, optimizer, slots, indices, shifts, nextIndices, ahead: step + fields.length * 4 }
}
