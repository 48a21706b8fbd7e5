import type { Kernels } from './kernels'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import type { Rows } from './rowStore'
import { entryBytes } from './network'

/** Images whose column entries share a bucket of each pixel: more would leave the second-level cache. */
const BLOCK = 250

/** A part of a batch: all its column entries are in one set of buckets. */
export interface BatchBlock {
  readonly columns: number
  readonly heads: number
}

/** Addresses of a batch; plain numbers, so that a second worker can be told. */
export interface BatchPlace {
  /** (maxBatch) u32 the images to spread. */
  readonly indices: number
  /** Two of (maxBatch) u8: those of the batch that stands spread, and of the one before it. */
  readonly labels: readonly [number, number]
  readonly entries: number
  /** (maxBatch) u32 */
  readonly ends: number
  /** Bytes from one pixel's bucket to the next. */
  readonly stride: number
  readonly blocks: readonly BatchBlock[]
}

/** Sets memory aside. @param maxBatch - the largest batch there is room for */
export function placeBatch(memory: KernelMemory, { inputs }: NetworkLayout, maxBatch: number): BatchPlace {
  const stride = bucketStride(Math.min(BLOCK, maxBatch))
  return {
    indices: memory.allocate(maxBatch * 4),
    labels: [memory.allocate(maxBatch), memory.allocate(maxBatch)],
    entries: memory.allocate(entryBytes(maxBatch, inputs)),
    ends: memory.allocate(maxBatch * 4),
    stride,
    blocks: Array.from({ length: Math.ceil(maxBatch / BLOCK) }, () => ({
      columns: memory.allocate(inputs * stride),
      heads: memory.allocate(inputs * 4),
    })),
  }
}

/** A batch spread out of the dataset both ways (see assembly/rows.ts). Each thread has its own: it is read again and again. */
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

  /** @returns the blocks that hold the first `count` images of the batch */
  blocks(count: number): readonly BatchBlock[] {
    const { blocks } = this.place
    const needed = Math.ceil(count / BLOCK)
    return needed === blocks.length ? blocks : blocks.slice(0, needed)
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
    const { indices, ends, stride, blocks } = this.place
    const kernels = this.#kernels
    const inputs = this.#inputs
    const { starts, labels: from } = this.#rows
    this.#slot = this.#slot === 0 ? 1 : 0
    kernels.gatherLabels(from, indices, count, this.labels)
    let entries = this.place.entries
    for (let first = 0; first < count; first += BLOCK) {
      const { columns, heads } = blocks[first / BLOCK]!
      const here = Math.min(BLOCK, count - first)
      const images = indices + first * 4
      const to = ends + first * 4
      kernels.emptyColumns(columns, stride, inputs, heads)
      entries =
        (shifted === null
          ? kernels.spreadBatch(starts, images, first, here, entries, to, heads)
          : kernels.spreadShifted(
              starts,
              images,
              first,
              here,
              entries,
              to,
              heads,
              shifted.shifts + first * 2,
              inputs,
              shifted.cols,
            )) >>> 0
    }
  }

  /** Brings the rows of the images at {@link BatchPlace.indices} into the cache. */
  touch(count: number): void {
    this.#kernels.touchRows(this.#rows.starts, this.place.indices, count)
  }
}

/** Room for so many entries; strides that are multiples of 256 would put all buckets into a few sets of the cache. */
function bucketStride(images: number): number {
  const bytes = images * 8
  return bytes % 256 === 0 ? bytes + 64 : bytes
}
