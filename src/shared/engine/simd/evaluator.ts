import type { Kernels } from './kernels'
import type { NetworkLayout } from './layout'
import type { KernelMemory } from './memory'
import { ForwardPass, allocateActivations, entryBytes } from './forwardPass'
import type { Activations } from './forwardPass'
import type { Rows } from './rowStore'

/** Images of a forward pass: enough to fill the vectors, few enough for the second-level cache. */
const BLOCK = 120 // a multiple of OUTPUT_ROWS

/** Bytes of memory that an {@link Evaluator} allocates. */
export const evaluatorBytes = ({ inputs, hiddenPadded, classesPadded }: NetworkLayout): number =>
  BLOCK * (inputs * 8 + 4 + hiddenPadded * 4 + classesPadded * 4) + 8 * 64

/** Classifies images with a network: counts the correct ones, computes probabilities. Never changes the weights. */
export class Evaluator {
  readonly #kernels: Kernels
  readonly #memory: KernelMemory
  readonly #layout: NetworkLayout
  readonly #pass: ForwardPass
  readonly #mask: number
  readonly #entries: number
  readonly #ends: number
  readonly #activations: Activations

  /** @param weights - address of packed weights, which may change between calls */
  constructor(kernels: Kernels, memory: KernelMemory, layout: NetworkLayout, weights: number) {
    this.#kernels = kernels
    this.#memory = memory
    this.#layout = layout
    this.#pass = new ForwardPass(kernels, layout, weights)
    this.#mask = allocateMask(layout, memory)
    this.#entries = memory.allocate(entryBytes(BLOCK, layout.inputs))
    this.#ends = memory.allocate(BLOCK * 4)
    this.#activations = allocateActivations(layout, BLOCK, memory)
  }

  /** Counts correctly classified images in [start, start + count). */
  countCorrect(rows: Rows, start: number, count: number): number {
    const { classes, classTiles } = this.#layout
    let correct = 0
    for (let first = start; first < start + count; first += BLOCK) {
      const here = Math.min(BLOCK, start + count - first)
      this.#logits(rows.starts, first, here)
      correct += this.#kernels.countCorrect(this.#activations.Y, here, classes, classTiles, rows.labels + first)
    }
    return correct
  }

  /**
   * Softmax probabilities.
   * @param starts - address of (count + 1) u32, see kernels/assembly/rows.ts
   * @param out - (offset + count, classes) filled from row `offset` on
   */
  probabilities(starts: number, count: number, out: Float64Array, offset: number): void {
    const { classes, classTiles, classesPadded } = this.#layout
    for (let first = 0; first < count; first += BLOCK) {
      const here = Math.min(BLOCK, count - first)
      this.#logits(starts, first, here)
      this.#kernels.softmax(this.#activations.Y, here, classTiles, this.#mask)
      const Y = this.#memory.floats(this.#activations.Y, here * classesPadded)
      for (let n = 0; n < here; n++) {
        for (let c = 0; c < classes; c++) out[(offset + first + n) * classes + c] = Y[n * classesPadded + c]!
      }
    }
  }

  #logits(starts: number, first: number, count: number): void {
    this.#kernels.expandRange(starts, first, count, this.#entries, this.#ends)
    this.#pass.run(this.#entries, this.#ends, count, this.#activations)
  }
}

/** @returns address of (classesPadded) u32: all ones for a class, 0 for padding; softmax keeps padding at 0 with it */
export function allocateMask({ classes, classesPadded }: NetworkLayout, memory: KernelMemory): number {
  const mask = memory.allocate(classesPadded * 4)
  memory.u32.fill(0, mask / 4, mask / 4 + classesPadded)
  memory.u32.fill(0xffffffff, mask / 4, mask / 4 + classes)
  return mask
}
