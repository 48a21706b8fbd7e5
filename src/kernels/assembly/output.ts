import { exp } from './exp'
import { tileVectors } from './tileSizes'

/** The rest of the output layer. Rows of Y are classTiles * 12 floats; those past the last class are padding. */

/** Y (count) f32 = P + Q, count a multiple of 4: the partial logits of both shards. */
export function addLogits(P: usize, Q: usize, count: u32, Y: usize): void {
  for (const end = Y + (count << 2); Y < end; Y += 16) {
    v128.store(Y, f32x4.add(v128.load(P), v128.load(Q)))
    P += 16
    Q += 16
  }
}

/** Y (rows, classes) = softmax of its rows, in place. mask (classTiles * 12) u32: all ones for a class, 0 for padding. */
export function softmax(Y: usize, rows: u32, classTiles: u32, mask: usize): void {
  const rowBytes = classTiles * 48
  for (let n: u32 = 0; n < rows; n++) {
    const end = Y + rowBytes
    // The padding's logits are the most negative float, so they never are the maximum.
    let max = v128.load(Y)
    for (let y = Y + 16; y < end; y += 16) max = f32x4.pmax(max, v128.load(y))
    max = f32x4.pmax(max, v128.shuffle<f32>(max, max, 2, 3, 0, 1))
    max = f32x4.pmax(max, v128.shuffle<f32>(max, max, 1, 0, 3, 2))
    let sum = f32x4.splat(0)
    let m = mask
    for (let y = Y; y < end; y += 16) {
      const e = v128.and(exp(f32x4.sub(v128.load(y), max)), v128.load(m))
      v128.store(y, e)
      sum = f32x4.add(sum, e)
      m += 16
    }
    sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1))
    sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 1, 0, 3, 2))
    for (let y = Y; y < end; y += 16) v128.store(y, f32x4.div(v128.load(y), sum))
    Y = end
  }
}

/** 1e-7 in log(y + 1e-7): the book's guard against log(0). */
const EPSILON: f64 = 1e-7
/** 32 factors of at least 1e-7 do not underflow a float64. */
const FACTORS: u32 = 32

/** The natural logarithm comes from the host: one call for 32 images. */
declare function log(x: f64): f64

/** The sum over rows of -log(Y[n, labels[n]] + 1e-7), Y (rows, classes) probabilities; logarithms of products. */
export function crossEntropySum(Y: usize, rows: u32, classTiles: u32, labels: usize): f64 {
  const rowBytes = classTiles * 48
  let sum: f64 = 0
  for (let n: u32 = 0; n < rows;) {
    let product: f64 = 1
    for (const end = min(n + FACTORS, rows); n < end; n++) {
      product *= <f64>load<f32>(Y + ((<u32>load<u8>(labels + n)) << 2)) + EPSILON
      Y += rowBytes
    }
    sum -= log(product)
  }
  return sum
}

/** dY (rows, classes) = Y - one-hot(labels), in place. */
export function subtractOneHot(Y: usize, rows: u32, classTiles: u32, labels: usize): void {
  const rowBytes = classTiles * 48
  for (let n: u32 = 0; n < rows; n++) {
    const y = Y + ((<u32>load<u8>(labels + n)) << 2)
    store<f32>(y, load<f32>(y) - 1)
    Y += rowBytes
  }
}

/** Counts rows of Y (rows, classes) whose largest value, the first of equals, is at labels[n]. */
export function countCorrect(Y: usize, rows: u32, classes: u32, classTiles: u32, labels: usize): u32 {
  const rowBytes = classTiles * 48
  let correct: u32 = 0
  for (let n: u32 = 0; n < rows; n++) {
    let best: u32 = 0
    let largest = load<f32>(Y)
    for (let c: u32 = 1; c < classes; c++) {
      const y = load<f32>(Y + (c << 2))
      if (y > largest) {
        largest = y
        best = c
      }
    }
    correct += <u32>(best == <u32>load<u8>(labels + n))
    Y += rowBytes
  }
  return correct
}

/**
 * W2T = transpose of W2: for each of the hidden tiles firstTile .. endTile - 1 (classes, neurons of the tile). W2 and W2T
 * begin with the first of them.
 */
export function transposeOutput(
  W2: usize,
  vectors: u32,
  hiddenTiles: u32,
  firstTile: u32,
  endTile: u32,
  classes: u32,
  W2T: usize,
): void {
  let first: u32 = 0
  for (let k = firstTile; k < endTile; k++) {
    const neurons = tileVectors(vectors, hiddenTiles, k) << 2
    for (let c: u32 = 0; c < classes; c++) {
      let w = W2 + ((((c / 12) * (vectors << 2) + first) * 12 + (c % 12)) << 2)
      for (const end = W2T + (neurons << 2); W2T < end; W2T += 4) {
        store<f32>(W2T, load<f32>(w))
        w += 48
      }
    }
    first += neurons
  }
}

/**
 * target (hidden, classes) += scale * Z^T (hidden, rows) . dY (rows, classes), two hidden neurons at a time, for the
 * hidden tiles firstTile .. endTile - 1. Z and target are in tiles as in output.template.ts and begin with the first.
 */
export function addOutputProduct(
  Z: usize,
  tileRows: u32,
  vectors: u32,
  hiddenTiles: u32,
  firstTile: u32,
  endTile: u32,
  rows: u32,
  dY: usize,
  classTiles: u32,
  scale: f32,
  target: usize,
): void {
  const factor = f32x4.splat(scale)
  const rowBytes = classTiles * 48
  for (let c: u32 = 0; c < classTiles; c++) {
    let tile = Z
    let w2 = target
    target += vectors * 192
    for (let k = firstTile; k < endTile; k++) {
      const hiddenBytes = tileVectors(vectors, hiddenTiles, k) << 4
      for (let h: u32 = 0; h < hiddenBytes; h += 8) {
        let z = tile + h
        let y = dY
        let p0 = f32x4.splat(0)
        let q0 = p0
        let r0 = p0
        let p1 = p0
        let q1 = p0
        let r1 = p0
        for (let n: u32 = 0; n < rows; n++) {
          const u = v128.load(y)
          const v = v128.load(y, 16)
          const w = v128.load(y, 32)
          const z0 = v128.load32_splat(z)
          const z1 = v128.load32_splat(z, 4)
          p0 = f32x4.add(p0, f32x4.mul(z0, u))
          q0 = f32x4.add(q0, f32x4.mul(z0, v))
          r0 = f32x4.add(r0, f32x4.mul(z0, w))
          p1 = f32x4.add(p1, f32x4.mul(z1, u))
          q1 = f32x4.add(q1, f32x4.mul(z1, v))
          r1 = f32x4.add(r1, f32x4.mul(z1, w))
          z += hiddenBytes
          y += rowBytes
        }
        v128.store(w2, f32x4.add(v128.load(w2), f32x4.mul(factor, p0)))
        v128.store(w2, f32x4.add(v128.load(w2, 16), f32x4.mul(factor, q0)), 16)
        v128.store(w2, f32x4.add(v128.load(w2, 32), f32x4.mul(factor, r0)), 32)
        v128.store(w2, f32x4.add(v128.load(w2, 48), f32x4.mul(factor, p1)), 48)
        v128.store(w2, f32x4.add(v128.load(w2, 64), f32x4.mul(factor, q1)), 64)
        v128.store(w2, f32x4.add(v128.load(w2, 80), f32x4.mul(factor, r1)), 80)
        w2 += 96
      }
      tile += tileRows * hiddenBytes
    }
    dY += 48
  }
}

/** target (classes) += scale * the sum of the rows of dY (rows, classes). */
export function addOutputSum(dY: usize, rows: u32, classTiles: u32, scale: f32, target: usize): void {
  const rowBytes = classTiles * 48
  for (let c: u32 = 0; c < rowBytes; c += 16) {
    let sum = f32x4.splat(0)
    let y = dY + c
    for (let n: u32 = 0; n < rows; n++) {
      sum = f32x4.add(sum, v128.load(y))
      y += rowBytes
    }
    v128.store(target + c, f32x4.add(v128.load(target + c), f32x4.mul(f32x4.splat(scale), sum)))
  }
}
