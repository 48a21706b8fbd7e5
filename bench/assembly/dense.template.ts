// Kernels that do not skip zeros, for comparison: the same register tiles, two images (or two pixels) at a time so that
// each row of W1 (or dZ) is loaded once for both. See tiles.template.ts for $T and $t.

/** x (count) f32 = images (count) u8 / 255; count is rounded up to a multiple of 4. */
export function toFloats$T(images: usize, count: u32, x: usize): void {
  for (let i: u32 = 0; i < count; i += 4) {
    const bytes = i16x8.extend_low_i8x16_u(v128.load32_zero(images + i))
    v128.store(x + (i << 2), f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(bytes)), f32x4.splat(255)))
  }
}

/** Z (rows, 4 $T) = ReLU(x (rows, inputs) . W (inputs, 4 $T) + b); rows is even. */
export function forward$T(x: usize, rows: u32, inputs: u32, W: usize, b: usize, Z: usize): void {
  const zero = f32x4.splat(0)
  for (let n: u32 = 0; n < rows; n += 2) {
    const other = inputs << 2
    let p$t = v128.load(b, 16 * $t)
    let q$t = p$t
    let w = W
    for (const end = x + other; x < end; x += 4) {
      const x0 = v128.load32_splat(x)
      const x1 = v128.load32_splat(x + other)
      const w$t = v128.load(w, 16 * $t)
      p$t = f32x4.add(p$t, f32x4.mul(x0, w$t))
      q$t = f32x4.add(q$t, f32x4.mul(x1, w$t))
      w += 16 * $T
    }
    v128.store(Z, f32x4.pmax(p$t, zero), 16 * $t)
    v128.store(Z + 16 * $T, f32x4.pmax(q$t, zero), 16 * $t)
    x += other
    Z += 32 * $T
  }
}

/** target (inputs, 4 $T) += scale * x^T (inputs, rows) . dZ (rows, 4 $T); inputs is even. */
export function addProduct$T(x: usize, rows: u32, inputs: u32, dZ: usize, scale: f32, target: usize): void {
  const factor = f32x4.splat(scale)
  for (let j: u32 = 0; j < inputs; j += 2) {
    let p$t = f32x4.splat(0)
    let q$t = f32x4.splat(0)
    let pixel = x + (j << 2)
    let dz = dZ
    for (let n: u32 = 0; n < rows; n++) {
      const x0 = v128.load32_splat(pixel)
      const x1 = v128.load32_splat(pixel, 4)
      const d$t = v128.load(dz, 16 * $t)
      p$t = f32x4.add(p$t, f32x4.mul(x0, d$t))
      q$t = f32x4.add(q$t, f32x4.mul(x1, d$t))
      pixel += inputs << 2
      dz += 16 * $T
    }
    v128.store(target, f32x4.add(v128.load(target, 16 * $t), f32x4.mul(factor, p$t)), 16 * $t)
    target += 16 * $T
    v128.store(target, f32x4.add(v128.load(target, 16 * $t), f32x4.mul(factor, q$t)), 16 * $t)
    target += 16 * $T
  }
}
