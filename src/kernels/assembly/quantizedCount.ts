import { output2 as output } from './outputTiles'
import { spreadPairs } from './quantizedRows'
import { forwardPairs } from './tileChoice'
import { tileVectors } from './tileSizes'

// Counting what a network reads correctly with its W1 rounded to 16-bit whole numbers, see pairs.ts. How far the logits can be
// from those of the float32 network is known; images whose two largest logits are not further apart than that are left to it.

/** A network and the room to read with it; simd/pairReader.ts writes this struct, word by word in the order of its fields. */
@unmanaged
export class PairCount {
  inputs: u32
  hidden: u32
  classes: u32
  /** Of four hidden neurons, and how many tiles they are dealt out to. */
  vectors: u32
  tiles: u32
  /** Of 12 classes. */
  classTiles: u32
  /** The packed weights, f32: W1 tile by tile (inputs, neurons of the tile), (neurons), W2 and b2 as output.template.ts has them. */
  W1: usize
  b1: usize
  W2: usize
  b2: usize
  /** Tile by tile (pairs, neurons of the tile, 2) i16, see {@link roundPairs}. */
  rounded: usize
  /** Images read together, a multiple of 2. */
  block: u32
  /** Of a block, with room for three more pairs. */
  entries: usize
  /** Tile by tile (block, neurons of the tile) f32 */
  Z: usize
  /** (block, classesPadded) f32, logits */
  Y: usize
  /** How many images {@link countPairs} left over. */
  found: u32
  /** What one step of a rounded weight is worth. */
  scale: f32
  /** How far apart two logits must be to be certain which is larger: see countCertain. */
  perGrey: f32
  rounding: f32
  perGreyRounding: f32
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

/** Rounds W1 to whole numbers of `scale`, the weights of two neighbouring pixels side by side; an odd last pixel has zeros beside it. */
export function roundPairs(work: PairCount): void {
  const inputs = work.inputs
  const scale = f32x4.splat(work.scale)
  let W = work.W1
  let to = work.rounded
  for (let k: u32 = 0; k < work.tiles; k++) {
    const rowBytes = tileVectors(work.vectors, work.tiles, k) << 4
    for (let j: u32 = 0; j < inputs; j += 2) {
      for (let h: u32 = 0; h < rowBytes; h += 16) {
        const left = steps(v128.load(W + h), scale)
        const right = j + 1 < inputs ? steps(v128.load(W + rowBytes + h), scale) : i32x4.splat(0)
        v128.store(to, v128.or(v128.and(left, i32x4.splat(0xffff)), i32x4.shl(right, 16)))
        to += 16
      }
      W += rowBytes << 1
    }
    if (inputs & 1) W -= rowBytes
  }
}

function steps(w: v128, scale: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.div(w, scale)))
}

/**
 * Counts the images of a split that are certainly read correctly. pairs: where those of its first image begin; ends (count) u32
 * and greys (count) f32 as pairRows leaves them; labels (count) u8; doubtful (count) u32 filled with the numbers of the images
 * that are not certain, work.found of them.
 */
export function countPairs(
  work: PairCount,
  pairs: usize,
  ends: usize,
  greys: usize,
  labels: usize,
  count: u32,
  doubtful: usize,
): u32 {
  const block = work.block
  let correct: u32 = 0
  work.found = 0
  for (let first: u32 = 0; first < count; first += block) {
    const here = min(block, count - first)
    const blockEnds = ends + (first << 2)
    readPairs(work, pairs, blockEnds, here)
    correct += countCertain(work, pairs, blockEnds, greys + (first << 2), labels + first, here, first, doubtful)
    pairs = <usize>load<u32>(blockEnds + ((here - 1) << 2))
  }
  return correct
}

/** Y = logits of the `rows` images whose pairs begin at `pairs`. */
function readPairs(work: PairCount, pairs: usize, ends: usize, rows: u32): void {
  const vectors = work.vectors
  const tiles = work.tiles
  const block = work.block
  const entries = work.entries
  const pairCount = (work.inputs + 1) >> 1
  spreadPairs(pairs, <usize>load<u32>(ends + ((rows - 1) << 2)), entries)
  let first: usize = 0
  for (let k: u32 = 0; k < tiles; k++) {
    const size = tileVectors(vectors, tiles, k)
    const W = work.rounded + pairCount * first
    // The pixels are 0 .. 255 here, and 0 .. 1 to the network.
    forwardPairs(size, entries, pairs, ends, rows, W, work.scale / 255, work.b1 + first, work.Z + block * first)
    first += size << 4
  }
  output(work.Z, block, vectors, tiles, 0, tiles, rows, work.W2, work.b2, work.classTiles, work.Y)
}

/**
 * Counts rows of Y whose largest value is at labels[n]. A row whose two largest values are not further apart than they may be
 * wrong is not counted: its number, first + n, goes into doubtful instead. What a value may be wrong by comes from the image's
 * pixels, see pairReader.ts.
 */
function countCertain(
  work: PairCount,
  pairs: usize,
  ends: usize,
  greys: usize,
  labels: usize,
  rows: u32,
  first: u32,
  doubtful: usize,
): u32 {
  const classes = work.classes
  const rowBytes = work.classTiles * 48
  const perGrey = work.perGrey
  const rounding = work.rounding
  const perGreyRounding = work.perGreyRounding
  const fixedTerms = work.hidden + 16
  let Y = work.Y
  let correct: u32 = 0
  let found = work.found
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
    const grey = load<f32>(greys + (n << 2))
    // Written so that NaN is doubtful.
    if (largest - second > grey * (perGrey + terms * perGreyRounding) + terms * rounding) {
      correct += <u32>(best == <u32>load<u8>(labels + n))
    } else {
      store<u32>(doubtful + (found << 2), first + n)
      found++
    }
    pairs = end
    Y += rowBytes
  }
  work.found = found
  return correct
}
