// The dataset in memory. An image is stored as its m non-zero pixels: m u16 positions, then m u8 values, 3 m bytes, no
// padding. starts (count + 1) u32 holds the address of each image; the next one's address ends it.
//
// A batch is expanded from it into 8-byte entries { u32 16 * pixel, f32 value }, image after image, so that the loops over
// them do little but load, multiply and add. A tile of T vectors has its rows 16 * T bytes apart.

/**
 * Stores the non-zero pixels of dense images.
 * images (count, inputs) u8, readable for 15 bytes more; starts (count + 1) u32 filled; out filled.
 * Returns the end of what was written, at most out + 3 * count * inputs.
 */
export function compactRows(images: usize, count: u32, inputs: u32, starts: usize, out: usize): usize {
  const zero = i8x16.splat(0)
  for (let n: u32 = 0; n < count; n++) {
    store<u32>(starts + (n << 2), <u32>out)
    const image = images + <usize>n * inputs
    // How many pixels are not zero, 16 at a time.
    let m: u32 = 0
    for (let j: u32 = 0; j < inputs; j += 16) m += popcnt(nonZero(image, j, inputs, zero))
    let position = out
    let value = out + (m << 1)
    for (let j: u32 = 0; j < inputs; j += 16) {
      for (let bits = nonZero(image, j, inputs, zero); bits != 0; bits &= bits - 1) {
        const pixel = j + ctz(bits)
        store<u16>(position, <u16>pixel)
        store<u8>(value, load<u8>(image + pixel))
        position += 2
        value++
      }
    }
    out = value
  }
  store<u32>(starts + (count << 2), <u32>out)
  return out
}

/** One bit for each of the pixels j .. j + 15 (those below inputs) that is not zero. */
function nonZero(image: usize, j: u32, inputs: u32, zero: v128): u32 {
  const bits = <u32>i8x16.bitmask(i8x16.ne(v128.load(image + j), zero))
  return inputs - j < 16 ? bits & ((1 << (inputs - j)) - 1) : bits
}

/** Divisor of the book's normalisation, x / 255. */
const WHITE: f32 = 255

/**
 * Writes the entries { 16 * j, x[j] } of one stored image, four at a time: up to three of what follows in memory are
 * expanded too, and their entries need room. Returns the end of the image's own entries.
 */
function expandImage(row: usize, m: u32, entries: usize): usize {
  const values = row + (m << 1)
  const end = entries + (m << 3)
  const white = f32x4.splat(WHITE)
  for (let i: u32 = 0; i < m; i += 4) {
    const j = i32x4.shl(i32x4.extend_low_i16x8_u(v128.load64_zero(row + (i << 1))), 4)
    const bytes = i16x8.extend_low_i8x16_u(v128.load32_zero(values + i))
    const x = f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(bytes)), white)
    v128.store(entries, v128.shuffle<i32>(j, x, 0, 4, 1, 5))
    v128.store(entries, v128.shuffle<i32>(j, x, 2, 6, 3, 7), 16)
    entries += 32
  }
  return end
}

/** Expands the images first .. first + count - 1 into entries; ends (count) u32 filled with the end of each image's. */
export function expandRange(starts: usize, first: u32, count: u32, entries: usize, ends: usize): void {
  for (let n: u32 = 0; n < count; n++) {
    const index = starts + ((first + n) << 2)
    const row = load<u32>(index)
    entries = expandImage(row, (load<u32>(index, 4) - row) / 3, entries)
    store<u32>(ends + (n << 2), <u32>entries)
  }
}

/** Expands the images of a batch into entries. ends (count) u32 filled as by expandRange. */
export function expandBatch(starts: usize, batch: usize, count: u32, entries: usize, ends: usize): void {
  for (let n: u32 = 0; n < count; n++) {
    const index = starts + (load<u32>(batch + (n << 2)) << 2)
    const row = load<u32>(index)
    entries = expandImage(row, (load<u32>(index, 4) - row) / 3, entries)
    store<u32>(ends + (n << 2), <u32>entries)
  }
}

/** As expandBatch, each image shifted by (dx, dy) pixels; what leaves the image is dropped. */
export function expandShifted(
  starts: usize,
  batch: usize,
  count: u32,
  entries: usize,
  ends: usize,
  shifts: usize, // (count, 2) i8 dx, dy
  inputs: u32,
  cols: u32,
): void {
  for (let n: u32 = 0; n < count; n++) {
    const index = starts + (load<u32>(batch + (n << 2)) << 2)
    const row = load<u32>(index)
    const expanded = expandImage(row, (load<u32>(index, 4) - row) / 3, entries)
    const dx = <i32>load<i8>(shifts + (n << 1))
    const dy = <i32>load<i8>(shifts + (n << 1), 1)
    // Entries that remain move up over those that leave.
    let end = entries
    for (let entry = entries; entry < expanded; entry += 8) {
      const from = load<u32>(entry) >> 4
      // Outside the image, column and pixel wrap around to huge unsigned numbers.
      const column = <u32>(<i32>(from % cols) + dx)
      const j = <u32>(<i32>from + dy * <i32>cols + dx)
      if (column >= cols || j >= inputs) continue
      store<u32>(end, j << 4)
      store<u32>(end, load<u32>(entry, 4), 4)
      end += 8
    }
    entries = end
    store<u32>(ends + (n << 2), <u32>entries)
  }
}

/**
 * Reads one byte of every cache line of a batch's images, so that the misses of scattered rows overlap instead of
 * stalling the expansion one by one. Returns their sum, which must be stored: V8 removes loads whose value is unused
 * where it compiles bounds checks into the code.
 */
export function prefetchRows(starts: usize, batch: usize, count: u32): u32 {
  let sum: u32 = 0
  for (let n: u32 = 0; n < count; n++) {
    const index = starts + (load<u32>(batch + (n << 2)) << 2)
    const end = load<u32>(index, 4)
    for (let line = load<u32>(index) & ~63; line < end; line += 64) sum += load<u8>(line)
  }
  return sum
}

/** out (count) u8 = labels[batch]. */
export function gatherLabels(labels: usize, batch: usize, count: u32, out: usize): void {
  for (let n: u32 = 0; n < count; n++) store<u8>(out + n, load<u8>(labels + load<u32>(batch + (n << 2))))
}
