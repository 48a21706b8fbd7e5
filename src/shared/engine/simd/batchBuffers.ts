import type { Kernels } from './kernels'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import type { Rows } from './rowStore'
import { entryBytes } from './network'

/** Addresses of a batch; plain numbers, so that a second worker can be told. */
export interface BatchPlace {
  /** (maxBatch) u32 the images to spread. */
  readonly indices: number
  /** Two of (maxBatch) u8: those of the batch that stands spread, and of the one before it. */
  readonly labels: readonly [number, number]
  readonly entries: number
  /** (maxBatch) u32 */
  readonly ends: number
}

/** Sets memory aside. @param maxBatch - the largest batch there is room for */
export function placeBatch(memory: KernelMemory, { inputs }: NetworkLayout, maxBatch: number): BatchPlace {
  return {
    indices: memory.allocate(maxBatch * 4),
    labels: [memory.allocate(maxBatch), memory.allocate(maxBatch)],
    entries: memory.allocate(entryBytes(maxBatch, inputs)),
    ends: memory.allocate(maxBatch * 4),
  }
}

/** A batch spread out of the dataset (see assembly/rows.ts). Each thread has its own: it is read again and again. */
export class BatchBuffers {
  readonly place: BatchPlace
  readonly #kernels: Kernels
  readonly #inputs: number
  readonly #rows: Rows
  #slot: 0 | 1 = 0

  /** @param rows - the train split */
  constructor(kernels: Kernels, { inputs }: NetworkLayout, place: BatchPlace, rows: Rows) {
    this.#kernels = kernels
    this.#inputs = inputs
    this.#rows = rows
    this.place = place
  }

  /** Address of (count) u8, the labels of the batch that stands spread; good until the next but one is spread. */
  get labels(): number {
    return this.place.labels[this.#slot]
  }

  /** Takes the (count) u32 indices at another address for {@link BatchPlace.indices}. */
  copyIndices(from: number, count: number): void {
    this.#kernels.copy(this.place.indices, from, count)
  }

  /**
   * Spreads the images whose indices stand at {@link BatchPlace.indices}, and their labels.
   * @param shifted - address of (count, 2) i8 dx, dy by which they are moved, and the pixels of an image row; or null
   */
  spread(count: number, shifted: { readonly shifts: number; readonly cols: number } | null): void {
    const { indices, entries, ends } = this.place
    const kernels = this.#kernels
    const { starts, labels: from } = this.#rows
    this.#slot = this.#slot === 0 ? 1 : 0
    kernels.gatherLabels(from, indices, count, this.labels)
    if (shifted === null) kernels.spreadBatch(starts, indices, count, entries, ends)
    else kernels.spreadShifted(starts, indices, count, entries, ends, shifted.shifts, this.#inputs, shifted.cols)
  }

  /** Brings the rows of the images at {@link BatchPlace.indices} into the cache. */
  touch(count: number): void {
    this.#kernels.touchRows(this.#rows.starts, this.place.indices, count)
  }
}
