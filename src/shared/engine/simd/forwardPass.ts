import type { Kernels } from './kernels'
import { OUTPUT_ROWS } from '../../../kernels/kernels.generated'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'

/** @returns bytes for the entries of a number of images of `inputs` pixels, and for what a kernel writes past them */
export const entryBytes = (images: number, inputs: number): number => images * inputs * 8 + 24

/** Addresses of the outputs of a forward pass. */
export interface Activations {
  /** Capacity in images, a multiple of OUTPUT_ROWS. */
  readonly rows: number
  /** Tile by tile (rows, neurons of the tile) f32 */
  readonly Z: number
  /** (rows, classesPadded) f32 */
  readonly Y: number
}

/** @returns the number of images rounded up to what the output layer computes */
export const paddedRows = (images: number): number => Math.ceil(images / OUTPUT_ROWS) * OUTPUT_ROWS

/** Allocates the activations of a number of images. */
export function allocateActivations(layout: NetworkLayout, images: number, memory: KernelMemory): Activations {
  const rows = paddedRows(images)
  return {
    rows,
    Z: memory.allocate(rows * layout.hiddenPadded * 4),
    Y: memory.allocate(rows * layout.classesPadded * 4),
  }
}

/** The forward pass of a network over images expanded into entries: Y = ReLU(x W1 + b1) W2 + b2, logits. */
export class ForwardPass {
  readonly #kernels: Kernels
  readonly #layout: NetworkLayout
  readonly #weights: number

  /** @param weights - address of the packed weights, see {@link NetworkLayout} */
  constructor(kernels: Kernels, layout: NetworkLayout, weights: number) {
    this.#kernels = kernels
    this.#layout = layout
    this.#weights = weights
  }

  /**
   * @param entries - address of the images' entries
   * @param ends - address of (count) u32, the end of each image's entries
   * @param out - Z and Y filled
   */
  run(entries: number, ends: number, count: number, out: Activations): void {
    const { inputs, vectors, tiles, offsets, classTiles } = this.#layout
    const W = this.#weights
    for (const tile of tiles) {
      const { forward } = this.#kernels.tile(tile.vectors)
      const first = tile.first * 16
      forward(entries, ends, count, W + offsets.W1 + inputs * first, W + offsets.b1 + first, out.Z + out.rows * first)
    }
    const { W2, b2 } = offsets
    const all = tiles.length
    this.#kernels.output(out.Z, out.rows, vectors, all, 0, all, count, W + W2, W + b2, classTiles, out.Y)
  }
}
