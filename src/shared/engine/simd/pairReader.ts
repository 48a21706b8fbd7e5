import type { Weights } from '../../weights/weights'
import { instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights } from './layout'
import type { NetworkLayout, NetworkShape } from './layout'
import { KernelMemory } from './memory'
import { entryBytes, roundedRows } from './network'
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

/** Addresses of a network and of what reading with it needs. */
interface Place {
  readonly layout: NetworkLayout
  readonly packed: number
  /** Tile by tile (pairs, neurons of the tile, 2) i16 */
  readonly W1: number
  readonly entries: number
  readonly Z: number
  readonly Y: number
  readonly doubtful: number
  readonly found: number
}

/** Coefficients of how far apart two logits must be to be certain which is larger; see countCertain in assembly/pairs.ts. */
interface Tolerance {
  readonly perGrey: number
  readonly rounding: number
  readonly perGreyRounding: number
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

  /**
   * @param split - position among the splits
   * @returns how many images are certainly read correctly, and the numbers of the doubtful ones
   */
  countCorrect(split: number, weights: Weights): { correct: number; doubtful: number[] } {
    const place = this.#placeFor(weights)
    const { layout, packed, W1, entries, Z, Y, doubtful, found } = place
    const { classes, classTiles, hidden, vectors, tiles, offsets } = layout
    const { rows, ends, greys, labels, first: firstPair } = this.#pairs[split]!
    const kernels = this.#kernels
    packWeights(weights, layout, this.#memory.floats(packed, layout.bytes / 4))
    const { scale, tolerance } = this.#round(place, weights)
    const pairCount = Math.ceil(layout.inputs / 2)
    let correct = 0
    const numbers: number[] = []
    for (let first = 0, pairs = firstPair; first < rows.count; first += BLOCK) {
      const count = Math.min(BLOCK, rows.count - first)
      const blockEnds = ends + first * 4
      const end = this.#memory.u32[blockEnds / 4 + count - 1]!
      kernels.spreadPairs(pairs, end, entries)
      for (const tile of tiles) {
        const { forwardPairs } = kernels.tile(tile.vectors)
        const neuron = tile.first * 16
        const to = Z + roundedRows(BLOCK) * neuron
        const b1 = packed + offsets.b1 + neuron
        forwardPairs(entries, pairs, blockEnds, count, W1 + pairCount * neuron, scale / 255, b1, to)
      }
      const all = tiles.length
      const W2 = packed + offsets.W2
      const b2 = packed + offsets.b2
      kernels.output(Z, roundedRows(BLOCK), vectors, all, 0, all, count, W2, b2, classTiles, Y)
      correct += kernels.countCertain(
        Y,
        count,
        classes,
        classTiles,
        labels + first,
        pairs,
        blockEnds,
        greys + first * 4,
        tolerance.perGrey,
        tolerance.rounding,
        tolerance.perGreyRounding,
        hidden,
        first,
        doubtful,
        found,
      )
      for (let k = 0; k < this.#memory.u32[found / 4]!; k++) numbers.push(this.#memory.u32[doubtful / 4 + k]!)
      pairs = end
    }
    return { correct, doubtful: numbers }
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
    const memory = this.#memory
    const rows = roundedRows(BLOCK)
    memory.release(this.#start)
    return (this.#place = {
      layout,
      packed: memory.allocate(layout.bytes),
      W1: memory.allocate(Math.ceil(layout.inputs / 2) * layout.vectors * 16),
      entries: memory.allocate(entryBytes(BLOCK, Math.ceil(layout.inputs / 2))),
      Z: memory.allocate(rows * layout.hiddenPadded * 4),
      Y: memory.allocate(rows * layout.classesPadded * 4),
      doubtful: memory.allocate(BLOCK * 4),
      found: memory.allocate(4),
    })
  }

  /** Rounds the packed W1 to 16 bits, and says what one step of it is worth and what that does to the logits. */
  #round({ layout, packed, W1 }: Place, { b1, W2, b2 }: Weights): { scale: number; tolerance: Tolerance } {
    const { inputs, hidden, classes, tiles, offsets } = layout
    const w1 = this.#memory.floats(packed + offsets.W1, offsets.b1 / 4)
    const rounded = new Int16Array(this.#memory.memory.buffer, W1, Math.ceil(inputs / 2) * layout.vectors * 8)
    const maxW = largest(w1)
    // The sum over all pixels stays below 2^31.
    const Q = Math.min(LARGEST_I16, Math.floor((2 ** 31 - 1) / (255 * (inputs + 1))))
    const scale = maxW > 0 ? maxW / Q : 1
    let to = 0
    for (const { first, vectors } of tiles) {
      const neurons = vectors * 4
      for (let j = 0; j < inputs; j += 2) {
        const left = inputs * first * 4 + j * neurons
        for (let h = 0; h < neurons; h++) {
          rounded[to++] = Math.round(w1[left + h]! / scale)
          rounded[to++] = j + 1 < inputs ? Math.round(w1[left + neurons + h]! / scale) : 0
        }
      }
    }
    const sums = new Float64Array(classes)
    for (let i = 0; i < hidden * classes; i++) sums[i % classes]! += Math.abs(W2[i]!)
    // Two logits, and a hundredth for the rounding of these numbers themselves.
    const both = 2.02 * largest(sums)
    return {
      scale,
      tolerance: {
        perGrey: ((both * maxW) / 255) * (0.5 / Q),
        rounding: (both * largest(b1) + 2 * largest(b2)) * ROUNDING,
        perGreyRounding: ((both * maxW) / 255) * ROUNDING,
      },
    }
  }
}

/** @returns the largest absolute value; NaN where there is one */
function largest(numbers: Float32Array | Float64Array): number {
  let most = 0
  for (const number of numbers) most = Math.max(most, Math.abs(number))
  return most
}
