// A network's accuracy is counted with half the work of the float32 forward pass and the same result (quantizedCount.ts). For
// this an image is stored a second time, as its pairs of adjacent pixels that are not both zero: 4 bytes each, { u16 pair, u8
// left, u8 right }. W1 is quantized to 16-bit integers, so that one instruction multiplies 2 x 4 weights with a pair and adds
// the products exactly.

/**
 * Packs stored images (see rows.ts) into pairs. starts (count + 1) u32; ends (count) u32 filled with the end of each image's
 * pairs; pixelSums (count) f32 filled with the sum of its pixels, 0 .. 255 each. Returns the end of what was written, at most
 * 4 bytes a pixel.
 */
export function packPairs(starts: usize, count: u32, out: usize, ends: usize, pixelSums: usize): usize {
  for (let n: u32 = 0; n < count; n++) {
    const row = <usize>load<u32>(starts + (n << 2))
    const m = (load<u32>(starts + (n << 2), 4) - <u32>row) / 3
    const values = row + (m << 1)
    let sum: u32 = 0
    for (let i: u32 = 0; i < m;) {
      const pixel = <u32>load<u16>(row + (i << 1))
      const pair = pixel >> 1
      let left: u32 = 0
      let right: u32 = 0
      if ((pixel & 1) == 0) left = load<u8>(values + i++)
      if (i < m && <u32>load<u16>(row + (i << 1)) == ((pair << 1) | 1)) right = load<u8>(values + i++)
      store<u32>(out, pair | (left << 16) | (right << 24))
      out += 4
      sum += left + right
    }
    store<u32>(ends + (n << 2), <u32>out)
    store<f32>(pixelSums + (n << 2), <f32>sum)
  }
  return out
}

/**
 * Expands the pairs from one address to another into entries { u32 16 * pair, i16 left, i16 right }, four at a time: up to
 * three of what follows are expanded too, and their entries need room.
 */
export function expandPairs(pairs: usize, end: usize, entries: usize): void {
  const low = i32x4.splat(0xffff)
  for (; pairs < end; pairs += 16) {
    const four = v128.load(pairs)
    const j = i32x4.shl(v128.and(four, low), 4)
    const left = v128.and(i32x4.shr_u(four, 16), i32x4.splat(0xff))
    const right = v128.and(i32x4.shr_u(four, 8), i32x4.splat(0xff0000))
    const x = v128.or(left, right)
    v128.store(entries, v128.shuffle<i32>(j, x, 0, 4, 1, 5))
    v128.store(entries, v128.shuffle<i32>(j, x, 2, 6, 3, 7), 16)
    entries += 32
  }
}
