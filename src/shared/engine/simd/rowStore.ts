import type { Kernels } from './kernels'
import type { KernelMemory } from './memory'

/** Addresses of a split's images in kernel memory, in the form of kernels/assembly/rows.ts. */
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
 * Stores the non-zero pixels of a split at the end of the memory as its images arrive. From the first image to
 * {@link finish} nothing else may be allocated.
 */
export class RowWriter {
  readonly #kernels: Kernels
  readonly #memory: KernelMemory
  readonly #staging: { readonly address: number; readonly bytes: number }
  readonly #count: number
  readonly #inputs: number
  readonly #labelsAt: number
  readonly #starts: number
  #images = 0
  #labels = 0
  #end: number

  /**
   * @param staging - buffer for dense images, at least one
   * @param count - images of the split
   * @param inputs - pixels of an image
   */
  constructor(
    kernels: Kernels,
    memory: KernelMemory,
    staging: { readonly address: number; readonly bytes: number },
    count: number,
    inputs: number,
  ) {
    this.#kernels = kernels
    this.#memory = memory
    this.#staging = staging
    this.#count = count
    this.#inputs = inputs
    this.#labelsAt = memory.allocate(count)
    this.#starts = memory.allocate((count + 1) * 4)
    this.#end = memory.end
  }

  get isComplete(): boolean {
    return this.#images === this.#count && this.#labels === this.#count
  }

  /** @param images - (n, inputs) u8, the next ones @throws RangeError for an incomplete image */
  addImages(images: Uint8Array): void {
    const memory = this.#memory
    const inputs = this.#inputs
    const { address, bytes } = this.#staging
    const chunk = Math.floor(bytes / inputs)
    const count = images.length / inputs
    if (!Number.isInteger(count)) throw new RangeError(`${images.length} bytes are no whole images of ${inputs}`)
    for (let first = 0; first < count; first += chunk) {
      const here = Math.min(chunk, count - first)
      memory.reserve(this.#end - memory.end + 3 * here * inputs)
      memory.u8.set(images.subarray(first * inputs, (first + here) * inputs), address)
      const starts = this.#starts + this.#images * 4
      this.#end = this.#kernels.compactRows(address, here, inputs, starts, this.#end) >>> 0
      this.#images += here
    }
  }

  /** @param labels - (n,) u8, the next ones */
  addLabels(labels: Uint8Array): void {
    this.#memory.u8.set(labels, this.#labelsAt + this.#labels)
    this.#labels += labels.length
  }

  /** Allocates what was written. */
  finish(): Rows {
    this.#memory.allocate(this.#end - this.#memory.end)
    return { count: this.#count, starts: this.#starts, labels: this.#labelsAt, end: this.#end }
  }
}

/** Copies stored rows into another memory. @returns their addresses there */
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
