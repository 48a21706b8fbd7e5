import { output2 as output } from './outputTiles'
import { expandPairs } from './quantizedRows'
import { forwardQuantized } from './tileChoice'
import { tileVectors } from './tileSizes'

// Counts correctly classified images with W1 quantized to 16-bit integers, see quantizedRows.ts. The error of the logits against
// those of the float32 network is bounded; images whose two largest logits are closer than that are left to the float32 network.

/** A quantized network and its buffers; filled by simd/quantizedEvaluator.ts. */
@unmanaged
export class QuantizedNetwork {
  inputs: u32
  hidden: u32
  classes: u32
  /** Vectors of four hidden neurons, and the number of tiles that they are distributed to. */
  vectors: u32
  tiles: u32
  /** Tiles of 12 classes. */
  classTiles: u32
  /** The packed weights, f32: W1 tile by tile (inputs, neurons of the tile), (neurons), W2 and b2 as output.template.ts has them. */
  W1: usize
  b1: usize
  W2: usize
  b2: usize
  /** Tile by tile (pairs, neurons of the tile, 2) i16, see {@link quantizeWeights}. */
  quantized: usize
  /** Images of a forward pass, a multiple of 2. */
  block: u32
  /** Of the images of a block, with room for three more pairs. */
  entries: usize
  /** Tile by tile (block, neurons of the tile) f32 */
  Z: usize
  /** (block, classesPadded) f32, logits */
  Y: usize
  /** Number of images that {@link countQuantized} could not decide. */
  uncertainCount: u32
  /** Weight of one quantization step. */
  scale: f32
  /** How far apart two logits must be to be certain which one is larger: see countCertain. */
  errorPerPixel: f32
  rounding: f32
  roundingPerPixel: f32
}

/** The largest absolute value of count f32, a multiple of 4; NaN where there is one. */
export function largestMagnitude(numbers: usize, count: u32): f32 {
  let most = f32x4.splat(0)
  for (const end = numbers + (count << 2); numbers < end; numbers += 16) {
    most = f32x4.max(most, f32x4.abs(v128.load(numbers)))
  }
  most = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1))
  return f32x4.extract_lane(f32x4.max(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2)), 0)
}

/** Rounds W1 to multiples of `scale`, the weights of two adjacent pixels side by side; an odd last pixel is paired with zeros. */
export function quantizeWeights(network: QuantizedNetwork): void {
  const inputs = network.inputs
  const scale = f32x4.splat(network.scale)
  let W = network.W1
  let to = network.quantized
  for (let k: u32 = 0; k < network.tiles; k++) {
    const rowBytes = tileVectors(network.vectors, network.tiles, k) << 4
    for (let j: u32 = 0; j < inputs; j += 2) {
      for (let h: u32 = 0; h < rowBytes; h += 16) {
        const left = toSteps(v128.load(W + h), scale)
        const right = j + 1 < inputs ? toSteps(v128.load(W + rowBytes + h), scale) : i32x4.splat(0)
        v128.store(to, v128.or(v128.and(left, i32x4.splat(0xffff)), i32x4.shl(right, 16)))
        to += 16
      }
      W += rowBytes << 1
    }
    if (inputs & 1) W -= rowBytes
  }
}

function toSteps(w: v128, scale: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.div(w, scale)))
}

/**
 * Counts the images of a split that are certainly classified correctly. pairs: address of its first pair; ends (count) u32 and
 * pixelSums (count) f32 as filled by packPairs; labels (count) u8; uncertain (count) u32 filled with the numbers of the images
 * that are not certain, network.uncertainCount of them.
 */
export function countQuantized(
  network: QuantizedNetwork,
  pairs: usize,
  ends: usize,
  pixelSums: usize,
  labels: usize,
  count: u32,
  uncertain: usize,
): u32 {
  const block = network.block
  let correct: u32 = 0
  network.uncertainCount = 0
  for (let first: u32 = 0; first < count; first += block) {
    const here = min(block, count - first)
    const blockEnds = ends + (first << 2)
    quantizedLogits(network, pairs, blockEnds, here)
    correct += countCertain(network, pairs, blockEnds, pixelSums + (first << 2), labels + first, here, first, uncertain)
    pairs = <usize>load<u32>(blockEnds + ((here - 1) << 2))
  }
  return correct
}

/** Y = logits of the `rows` images whose pairs begin at `pairs`. */
function quantizedLogits(network: QuantizedNetwork, pairs: usize, ends: usize, rows: u32): void {
  const vectors = network.vectors
  const tiles = network.tiles
  const block = network.block
  const entries = network.entries
  const pairCount = (network.inputs + 1) >> 1
  expandPairs(pairs, <usize>load<u32>(ends + ((rows - 1) << 2)), entries)
  let first: usize = 0
  for (let k: u32 = 0; k < tiles; k++) {
    const size = tileVectors(vectors, tiles, k)
    const W = network.quantized + pairCount * first
    // The pixels are 0 .. 255 here, and 0 .. 1 for the network.
    forwardQuantized(
      size,
      entries,
      pairs,
      ends,
      rows,
      W,
      network.scale / 255,
      network.b1 + first,
      network.Z + block * first,
    )
    first += size << 4
  }
  output(network.Z, block, vectors, tiles, 0, tiles, rows, network.W2, network.b2, network.classTiles, network.Y)
}

/**
 * Counts rows of Y whose largest value is at labels[n]. A row whose two largest values are closer than their error bound is not
 * counted: its number, first + n, is appended to uncertain instead. The bound depends on the image's pixels, see
 * simd/quantizedEvaluator.ts.
 */
function countCertain(
  network: QuantizedNetwork,
  pairs: usize,
  ends: usize,
  pixelSums: usize,
  labels: usize,
  rows: u32,
  first: u32,
  uncertain: usize,
): u32 {
  const classes = network.classes
  const rowBytes = network.classTiles * 48
  const errorPerPixel = network.errorPerPixel
  const rounding = network.rounding
  const roundingPerPixel = network.roundingPerPixel
  const fixedTerms = network.hidden + 16
  let Y = network.Y
  let correct: u32 = 0
  let uncertainCount = network.uncertainCount
  for (let n: u32 = 0; n < rows; n++) {
    let best: u32 = 0
    let largest = load<f32>(Y)
    let second: f32 = -Infinity
    for (let c: u32 = 1; c < classes; c++) {
      const y = load<f32>(Y + (c << 2))
      if (y > largest) {
        second = largest
        largest = y
        best = c
      } else if (y > second) second = y
    }
    const end = <usize>load<u32>(ends + (n << 2))
    const terms = <f32>(((<u32>(end - pairs)) >> 1) + fixedTerms)
    const pixelSum = load<f32>(pixelSums + (n << 2))
    // Written so that NaN counts as uncertain.
    if (largest - second > pixelSum * (errorPerPixel + terms * roundingPerPixel) + terms * rounding) {
      correct += <u32>(best == <u32>load<u8>(labels + n))
    } else {
      store<u32>(uncertain + (uncertainCount << 2), first + n)
      uncertainCount++
    }
    pairs = end
    Y += rowBytes
  }
  network.uncertainCount = uncertainCount
  return correct
}
