import { QUANTIZED_NETWORK } from '../../../kernels/kernels.generated'
import type { Weights, Weights32 } from '../../nn/weights'
import { instantiateKernels } from './kernels'
import type { Kernels } from './kernels'
import { layOut, packWeights } from './layout'
import type { NetworkLayout, NetworkShape } from './layout'
import { KernelMemory } from './memory'
import { entryBytes } from './forwardPass'
import type { Rows } from './rowStore'
import { writeFields, writeStruct } from './struct'

/** Images of a forward pass: a multiple of OUTPUT_ROWS. */
const BLOCK = 120
/** Images that are packed together. */
const CHUNK = 1000
const MAX_I16 = 32767
/** A float32 result of n additions and multiplications is off by at most 2^-24 n of the sum of the absolute terms; times 4. */
const ROUNDING = 2 ** -22

/** A split packed into pairs of pixels, see kernels/assembly/quantizedRows.ts. */
interface PackedSplit {
  readonly rows: Rows
  /** Address of the first pair. */
  readonly pairs: number
  /** (count) u32 */
  readonly ends: number
  /** (count) f32 */
  readonly pixelSums: number
  /** (count) u8 */
  readonly labels: number
}

/** Addresses of a network and its buffers. */
interface QuantizedBuffers {
  readonly layout: NetworkLayout
  /** The packed weights. */
  readonly packed: number
  /** The struct QuantizedNetwork of kernels/assembly/quantizedCount.ts. */
  readonly network: number
  /** (images of the largest split) u32 */
  readonly uncertain: number
}

/**
 * Counts correctly classified images with W1 quantized to 16 bits, and names the images for which the float32 network could
 * decide otherwise. It keeps the images in a memory of its own.
 *
 * With W1 = q maxW / Q + d, |d| <= maxW / 2Q, a hidden neuron is off by at most maxW / 2Q times the sum of the pixels, and a
 * logit by that times the sum of its absolute weights; float32's own rounding, on both sides, is added to the bound.
 */
export class QuantizedEvaluator {
  readonly #memory = new KernelMemory()
  readonly #kernels: Kernels
  readonly #splits: readonly PackedSplit[]
  readonly #start: number
  #buffers: QuantizedBuffers | null = null

  /**
   * @param module - see kernelModule
   * @param from - memory that holds the splits
   * @param splits - their images are copied
   * @param inputs - pixels of an image
   */
  constructor(module: WebAssembly.Module, from: WebAssembly.Memory, splits: readonly Rows[], inputs: number) {
    this.#kernels = instantiateKernels(module, this.#memory.memory)
    const chunkPixels = CHUNK * inputs
    const rows = this.#memory.allocate(3 * chunkPixels)
    const starts = this.#memory.allocate((CHUNK + 1) * 4)
    this.#splits = splits.map((split) => this.#pack(split, from, rows, starts, chunkPixels))
    this.#start = this.#memory.end
  }

  /** @returns for each split: how many images are certainly classified correctly, and the numbers of the uncertain ones */
  countCorrect(weights: Weights | Weights32): { correct: number; uncertain: number[] }[] {
    const buffers = this.#buffersFor(weights)
    const { layout, packed, network, uncertain } = buffers
    packWeights(weights, layout, this.#memory.floats(packed, layout.bytes / 4))
    this.#quantize(buffers, weights)
    const countAt = (network + QUANTIZED_NETWORK.fields.uncertainCount.offset) / 4
    return this.#splits.map(({ pairs, ends, pixelSums, labels, rows }) => {
      const correct = this.#kernels.countQuantized(network, pairs, ends, pixelSums, labels, rows.count, uncertain)
      const { u32 } = this.#memory
      return { correct, uncertain: [...u32.subarray(uncertain / 4, uncertain / 4 + u32[countAt]!)] }
    })
  }

  #pack(split: Rows, from: WebAssembly.Memory, rowsAt: number, starts: number, chunkPixels: number): PackedSplit {
    const { count } = split
    const memory = this.#memory
    const source = new Uint8Array(from.buffer)
    const sourceStarts = new Uint32Array(from.buffer, split.starts, count + 1)
    const ends = memory.allocate(count * 4)
    const pixelSums = memory.allocate(count * 4)
    const labels = memory.allocate(count)
    memory.u8.set(source.subarray(split.labels, split.labels + count), labels)
    const pairs = memory.end
    let end = pairs
    for (let image = 0; image < count; image += CHUNK) {
      const here = Math.min(CHUNK, count - image)
      memory.reserve(end - pairs + 4 * chunkPixels)
      const base = sourceStarts[image]!
      memory.u8.set(source.subarray(base, sourceStarts[image + here]), rowsAt)
      for (let n = 0; n <= here; n++) memory.u32[starts / 4 + n] = sourceStarts[image + n]! - base + rowsAt
      end = this.#kernels.packPairs(starts, here, end, ends + image * 4, pixelSums + image * 4) >>> 0
    }
    memory.allocate(end - pairs)
    return { rows: split, pairs, ends, pixelSums, labels }
  }

  #buffersFor(shape: NetworkShape): QuantizedBuffers {
    const known = this.#buffers?.layout
    if (known?.inputs === shape.inputs && known.hidden === shape.hidden && known.classes === shape.classes)
      return this.#buffers!
    const layout = layOut(shape)
    const { inputs, hidden, classes, hiddenPadded, vectors, tiles, classTiles, classesPadded, offsets, bytes } = layout
    const memory = this.#memory
    memory.release(this.#start)
    const pairCount = Math.ceil(inputs / 2)
    const packed = memory.allocate(bytes)
    const network = writeStruct(memory, QUANTIZED_NETWORK, {
      inputs,
      hidden,
      classes,
      vectors,
      tiles: tiles.length,
      classTiles,
      W1: packed + offsets.W1,
      b1: packed + offsets.b1,
      W2: packed + offsets.W2,
      b2: packed + offsets.b2,
      quantized: memory.allocate(pairCount * hiddenPadded * 4),
      block: BLOCK,
      entries: memory.allocate(entryBytes(BLOCK, pairCount)),
      Z: memory.allocate(BLOCK * hiddenPadded * 4),
      Y: memory.allocate(BLOCK * classesPadded * 4),
      uncertainCount: 0,
      // Set when weights are quantized.
      scale: 0,
      errorPerPixel: 0,
      rounding: 0,
      roundingPerPixel: 0,
    })
    const uncertain = memory.allocate(Math.max(...this.#splits.map(({ rows }) => rows.count)) * 4)
    return (this.#buffers = { layout, packed, network, uncertain })
  }

  /** Rounds the packed W1 to 16 bits; sets the weight of a quantization step and the error bounds of the logits. */
  #quantize({ layout, packed, network }: QuantizedBuffers, { b1, W2, b2 }: Weights | Weights32): void {
    const { inputs, hidden, classes, offsets } = layout
    const maxW = this.#kernels.largestMagnitude(packed + offsets.W1, offsets.b1 / 4)
    // The sum over all pixels stays below 2^31.
    const Q = Math.min(MAX_I16, Math.floor((2 ** 31 - 1) / (255 * (inputs + 1))))
    const sums = new Float64Array(classes)
    for (let i = 0; i < hidden * classes; i++) sums[i % classes]! += Math.abs(W2[i]!)
    // Two logits, and a hundredth for the rounding of these numbers themselves; that of w / scale is 0.004 of half a step.
    const both = 2.02 * largest(sums)
    writeFields(this.#memory, QUANTIZED_NETWORK, network, {
      scale: maxW > 0 ? maxW / Q : 1,
      errorPerPixel: ((both * maxW) / 255) * (0.5 / Q),
      rounding: (both * largest(b1) + 2 * largest(b2)) * ROUNDING,
      roundingPerPixel: ((both * maxW) / 255) * ROUNDING,
    })
    this.#kernels.quantizeWeights(network)
  }
}

/** @returns the largest absolute value; NaN where there is one */
function largest(numbers: Float64Array | Float32Array): number {
  let most = 0
  for (const number of numbers) most = Math.max(most, Math.abs(number))
  return most
}
