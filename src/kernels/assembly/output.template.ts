import { tileVectors } from './tileSizes'

// The output layer. Classes are padded to a multiple of 12 and cut into tiles of 12 = three vectors; W2 is kept tile by
// tile, each (hidden, 12). A line that names $t is written once for each of $T rows that are computed together
// (see tiles.template.ts).

/**
 * Y (rows, classes) = Z (rows, hidden) . W2 (hidden, classes) + b2, $T rows at a time, over the hidden tiles
 * firstTile .. endTile - 1 only: Z and W2 begin with the first of them. The whole layer has hiddenTiles tiles of `vectors`
 * vectors in all; a tile has room for tileRows rows of Z. rows is rounded up to a multiple of $T.
 */
export function output$T(
  Z: usize,
  tileRows: u32,
  vectors: u32,
  hiddenTiles: u32,
  firstTile: u32,
  endTile: u32,
  rows: u32,
  W2: usize,
  b2: usize,
  classTiles: u32,
  Y: usize,
): void {
  const rowBytes = classTiles * 48
  for (let c: u32 = 0; c < classTiles; c++) {
    for (let n: u32 = 0; n < rows; n += $T) {
      let p$t = v128.load(b2)
      let q$t = v128.load(b2, 16)
      let r$t = v128.load(b2, 32)
      let w = W2
      let tile = Z
      for (let k = firstTile; k < endTile; k++) {
        const hiddenBytes = tileVectors(vectors, hiddenTiles, k) << 4
        let z = tile + n * hiddenBytes
        tile += tileRows * hiddenBytes
        for (const end = z + hiddenBytes; z < end; z += 4) {
          const u = v128.load(w)
          const v = v128.load(w, 16)
          const s = v128.load(w, 32)
          const z$t = v128.load32_splat(z + $t * hiddenBytes)
          p$t = f32x4.add(p$t, f32x4.mul(z$t, u))
          q$t = f32x4.add(q$t, f32x4.mul(z$t, v))
          r$t = f32x4.add(r$t, f32x4.mul(z$t, s))
          w += 48
        }
      }
      const y = Y + n * rowBytes
      v128.store(y + $t * rowBytes, p$t)
      v128.store(y + $t * rowBytes, q$t, 16)
      v128.store(y + $t * rowBytes, r$t, 32)
    }
    W2 += vectors * 192
    b2 += 48
    Y += 48
  }
}
