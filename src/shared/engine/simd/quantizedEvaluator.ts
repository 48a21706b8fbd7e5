import type { Weights, Weights32 } from '../../nn/weights'
import { instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights } from './layout'
import type { NetworkLayout, NetworkShape } from './layout'
import { KernelMemory, writeStruct } from './memory'
import { entryBytes } from './forwardPass'
import type { Rows } from './rowStore'

/** Images read together: a multiple of OUTPUT_ROWS. */
const BLOCK = 120
/** Images whose pairs are made together. */
const CHUNK = 1000
const LARGEST_I16 = 32767
/** A float32 result of n additions and multiplications is off by at most 2^-24 n of the sum of the absolute terms; times 4. */
const ROUNDING = 2 ** -22

/** Images in pairs of pixels, see assembly/pairs.ts. */
interface Pairs {
  readonly rows: Rows
  /** Address of the first pair. */
  readonly first: number
  /** (count) u32 */
  readonly ends: number
  /** (count) f32 */
  readonly greys: number
  /** (count) u8 */
  readonly labels: number
}

/** Where a network and what reading with it needs are. */
interface Place {
  readonly layout: NetworkLayout
  /** Address of the packed weights. */
  readonly packed: number
  /** Address of the struct PairCount of assembly/pairCount.ts, and of its words from `found` on. */
  readonly work: number
  readonly found: number
  /** (images of the largest split) u32 */
  readonly doubtful: number
}

/**
 * Counts what weights read correctly with W1 rounded to 16 bits, and names the images for which that could be another
 * count than the float32 network's. It keeps the images in a memory of its own.
 *
 * With W1 = q maxW / Q + d, |d| <= maxW / 2Q, a hidden neuron is off by at most maxW / 2Q times the sum of the pixels, and a
 * logit by that times the sum of its absolute weights; float32's own rounding, on both sides, comes on top.
 */
export class PairReader {
  readonly #memory = new KernelMemory()
  readonly #kernels: Kernels
  readonly #pairs: readonly Pairs[]
  readonly #start: number
  #place: Place | null = null

  /**
   * @param module - see kernelModule
   * @param from - memory that holds the splits
   * @param splits - their images are copied
   * @param inputs - pixels of an image
   */
  constructor(module: WebAssembly.Module, from: WebAssembly.Memory, splits: readonly Rows[], inputs: number) {
    this.#kernels = instantiateKernels(module, this.#memory.memory)
    const most = CHUNK * inputs
    const rows = this.#memory.allocate(3 * most)
    const starts = this.#memory.allocate((CHUNK + 1) * 4)
    this.#pairs = splits.map((split) => this.#makePairs(split, from, rows, starts, most))
    this.#start = this.#memory.end
  }

  /** @returns of each split: how many images are certainly read correctly, and the numbers of the doubtful ones */
  countCorrect(weights: Weights | Weights32): { correct: number; doubtful: number[] }[] {
    const place = this.#placeFor(weights)
    const { layout, packed, work, found, doubtful } = place
    packWeights(weights, layout, this.#memory.floats(packed, layout.bytes / 4))
    this.#round(place, weights)
    return this.#pairs.map(({ first, ends, greys, labels, rows }) => {
      const correct = this.#kernels.countPairs(work, first, ends, greys, labels, rows.count, doubtful)
      const from = doubtful / 4
      return { correct, doubtful: [...this.#memory.u32.subarray(from, from + this.#memory.u32[found / 4]!)] }
    })
  }

  #makePairs(split: Rows, from: WebAssembly.Memory, rowsAt: number, starts: number, most: number): Pairs {
    const { count } = split
    const memory = this.#memory
    const source = new Uint8Array(from.buffer)
    const sourceStarts = new Uint32Array(from.buffer, split.starts, count + 1)
    const ends = memory.allocate(count * 4)
    const greys = memory.allocate(count * 4)
    const labels = memory.allocate(count)
    memory.u8.set(source.subarray(split.labels, split.labels + count), labels)
    const first = memory.end
    let end = first
    for (let image = 0; image < count; image += CHUNK) {
      const here = Math.min(CHUNK, count - image)
      memory.reserve(end - first + 4 * most)
      const base = sourceStarts[image]!
      memory.u8.set(source.subarray(base, sourceStarts[image + here]), rowsAt)
      for (let n = 0; n <= here; n++) memory.u32[starts / 4 + n] = sourceStarts[image + n]! - base + rowsAt
      end = this.#kernels.pairRows(starts, here, end, ends + image * 4, greys + image * 4) >>> 0
    }
    memory.allocate(end - first)
    return { rows: split, first, ends, greys, labels }
  }

  #placeFor(shape: NetworkShape): Place {
    const known = this.#place?.layout
    if (known?.inputs === shape.inputs && known.hidden === shape.hidden && known.classes === shape.classes)
      return this.#place!
    const layout = layOut(shape)
    const { inputs, hidden, classes, hiddenPadded, vectors, tiles, classTiles, classesPadded, offsets, bytes } = layout
    const memory = this.#memory
    memory.release(this.#start)
    const pairCount = Math.ceil(inputs / 2)
    const packed = memory.allocate(bytes)
    const fields = [
      ...[inputs, hidden, classes, vectors, tiles.length, classTiles],
      ...[offsets.W1, offsets.b1, offsets.W2, offsets.b2].map((offset) => packed + offset),
      memory.allocate(pairCount * hiddenPadded * 4),
      ...[BLOCK, memory.allocate(entryBytes(BLOCK, pairCount))],
      ...[memory.allocate(BLOCK * hiddenPadded * 4), memory.allocate(BLOCK * classesPadded * 4)],
    ]
    const doubtful = memory.allocate(Math.max(...this.#pairs.map(({ rows }) => rows.count)) * 4)
    // None found yet, and the numbers that go with each rounding.
    const work = writeStruct(memory, [...fields, 0], [0, 0, 0, 0])
    return (this.#place = { layout, packed, work, found: work + fields.length * 4, doubtful })
  }

  /** Rounds the packed W1 to 16 bits; sets what one step of it is worth and what that does to the logits. */
  #round({ layout, packed, work, found }: Place, { b1, W2, b2 }: Weights | Weights32): void {
    const { inputs, hidden, classes, offsets } = layout
    const maxW = this.#kernels.largestMagnitude(packed + offsets.W1, offsets.b1 / 4)
    // The sum over all pixels stays below 2^31.
    const Q = Math.min(LARGEST_I16, Math.floor((2 ** 31 - 1) / (255 * (inputs + 1))))
    const scale = maxW > 0 ? maxW / Q : 1
    const sums = new Float64Array(classes)
    for (let i = 0; i < hidden * classes; i++) sums[i % classes]! += Math.abs(W2[i]!)
    // Two logits, and a hundredth for the rounding of these numbers themselves; that of w / scale is 0.004 of half a step.
    const both = 2.02 * largest(sums)
    const perGrey = ((both * maxW) / 255) * (0.5 / Q)
    const rounding = (both * largest(b1) + 2 * largest(b2)) * ROUNDING
    const perGreyRounding = ((both * maxW) / 255) * ROUNDING
    this.#memory.f32.set([scale, perGrey, rounding, perGreyRounding], found / 4 + 1)
    this.#kernels.roundPairs(work)
  }
}

/** @returns the largest absolute value; NaN where there is one */
function largest(numbers: Float64Array | Float32Array): number {
  let most = 0
  for (const number of numbers) most = Math.max(most, Math.abs(number))
  return most
}
