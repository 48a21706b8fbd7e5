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

/** The batch in hand, spread out of the dataset both ways (see assembly/rows.ts). */
export class BatchBuffers {
  readonly entries: number
  readonly ends: number
  /** Address of (maxBatch) u8. */
  readonly labels: number
  /** Bytes from one pixel's bucket to the next. */
  readonly stride: number
  readonly #kernels: Kernels
  readonly #memory: KernelMemory
  readonly #layout: NetworkLayout
  readonly #indices: number
  readonly #ahead: number
  readonly #shifts: number
  readonly #blocks: readonly BatchBlock[]

  /** @param maxBatch - the largest batch there is room for */
  constructor(kernels: Kernels, memory: KernelMemory, layout: NetworkLayout, maxBatch: number) {
    this.#kernels = kernels
    this.#memory = memory
    this.#layout = layout
    const { inputs } = layout
    this.#indices = memory.allocate(maxBatch * 4)
    this.#ahead = memory.allocate(maxBatch * 4)
    this.#shifts = memory.allocate(maxBatch * 2)
    this.labels = memory.allocate(maxBatch)
    this.ends = memory.allocate(maxBatch * 4)
    this.entries = memory.allocate(entryBytes(maxBatch, inputs))
    this.stride = bucketStride(Math.min(BLOCK, maxBatch))
    this.#blocks = Array.from({ length: Math.ceil(maxBatch / BLOCK) }, () => ({
      columns: memory.allocate(inputs * this.stride),
      heads: memory.allocate(inputs * 4),
    }))
  }

  /** @returns the blocks that hold the first `count` images of the batch */
  blocks(count: number): readonly BatchBlock[] {
    const needed = Math.ceil(count / BLOCK)
    return needed === this.#blocks.length ? this.#blocks : this.#blocks.slice(0, needed)
  }

  /**
   * Spreads a batch.
   * @param batch - (B,) indices into the rows
   * @param shifts - (B, 2) dx, dy or null
   * @param cols - pixels of an image row
   */
  spread(rows: Rows, batch: Uint32Array, shifts: Int8Array | null, cols: number): void {
    const { inputs } = this.#layout
    const count = batch.length
    this.#memory.u32.set(batch, this.#indices / 4)
    if (shifts !== null) {
      for (let k = 0; k < 2 * count; k++) this.#memory.u8[this.#shifts + k] = shifts[k]!
    }
    this.#kernels.gatherLabels(rows.labels, this.#indices, count, this.labels)
    let entries = this.entries
    for (let first = 0; first < count; first += BLOCK) {
      const { columns, heads } = this.#blocks[first / BLOCK]!
      const here = Math.min(BLOCK, count - first)
      const indices = this.#indices + first * 4
      const ends = this.ends + first * 4
      this.#kernels.emptyColumns(columns, this.stride, inputs, heads)
      entries =
        (shifts === null
          ? this.#kernels.spreadBatch(rows.starts, indices, first, here, entries, ends, heads)
          : this.#kernels.spreadShifted(
              rows.starts,
              indices,
              first,
              here,
              entries,
              ends,
              heads,
              this.#shifts + first * 2,
              inputs,
              cols,
            )) >>> 0
    }
  }

  /** Brings the rows of a coming batch into the cache. */
  touch(rows: Rows, batch: Uint32Array): void {
    this.#memory.u32.set(batch, this.#ahead / 4)
    this.#kernels.touchRows(rows.starts, this.#ahead, batch.length)
  }
}

/** Room for so many entries; strides that are multiples of 256 would put all buckets into a few sets of the cache. */
function bucketStride(images: number): number {
  const bytes = images * 8
  return bytes % 256 === 0 ? bytes + 64 : bytes
}
