import type { ImageSet } from '../../data/dataset'
import type { Kernels } from './kernels'
import type { KernelMemory } from './memory'

/** Where the images of a split stand in kernel memory, in the form of assembly/rows.ts. */
export interface Rows {
  readonly count: number
  /** Address of (count + 1) u32 addresses of the images' non-zero pixels. */
  readonly starts: number
  /** Address of (count,) u8. */
  readonly labels: number
  /** Past the last byte of the images. */
  readonly end: number
}

/**
 * Keeps the non-zero pixels of a split at the end of the memory; works through the images a chunk at a time, so that only
 * one chunk of them is there a second time.
 * @param staging - address of room for the chunk
 * @param stagingBytes - of it, at least one image
 */
export function storeRows(
  set: ImageSet,
  kernels: Kernels,
  memory: KernelMemory,
  staging: number,
  stagingBytes: number,
): Rows {
  const { count, images, labels } = set
  const inputs = set.rows * set.cols
  const chunk = Math.floor(stagingBytes / inputs)
  const labelsAt = memory.allocate(count)
  memory.u8.set(labels.subarray(0, count), labelsAt)
  const starts = memory.allocate((count + 1) * 4)
  let end = memory.end
  for (let first = 0; first < count; first += chunk) {
    const here = Math.min(chunk, count - first)
    memory.reserve(end - memory.end + 3 * here * inputs)
    memory.u8.set(images.subarray(first * inputs, (first + here) * inputs), staging)
    end = kernels.compactRows(staging, here, inputs, starts + first * 4, end) >>> 0
  }
  memory.allocate(end - memory.end)
  return { count, starts, labels: labelsAt, end }
}

/** Copies stored rows into another memory. @returns where they stand there */
export function copyRows(rows: Rows, from: KernelMemory, to: KernelMemory): Rows {
  const { count } = rows
  const first = from.u32[rows.starts / 4]!
  const labels = to.allocate(count)
  const starts = to.allocate((count + 1) * 4)
  const address = to.allocate(rows.end - first)
  to.u8.set(from.u8.subarray(rows.labels, rows.labels + count), labels)
  to.u8.set(from.u8.subarray(first, rows.end), address)
  for (let n = 0; n <= count; n++) to.u32[starts / 4 + n] = from.u32[rows.starts / 4 + n]! - first + address
  return { count, starts, labels, end: address + rows.end - first }
}
