// Kernels over a tile of $T vectors (4 * $T hidden neurons) held in registers. src/kernels/buildKernels.mjs writes one set of
// them for each size: in the copy for size 3, $T is 3, and a line that names $t is repeated three times, with 0, 1 and 2.
// Adjacent lines that name $u are repeated together four times: V8 checks for interrupts in each round of a loop, and, where it
// has to check every access (a utility process of Electron 33), it recomputes the bounds. An entry is read in one access for
// the same reason.
//
// W1, Z and dZ are cut into tiles: all pixels (or images) of the first neurons, then those of the next.

/** Z (rows, 4 $T) = ReLU(x (rows, inputs) . W (inputs, 4 $T) + b (4 $T)), x as entries by image. NaN stays NaN. */
export function forward$T(entries: usize, ends: usize, rows: u32, W: usize, b: usize, Z: usize): void {
  const zero = f32x4.splat(0)
  let entry = entries
  for (let n: u32 = 0; n < rows; n++) {
    const end = <usize>load<u32>(ends + (n << 2))
    let z$t = v128.load(b, 16 * $t)
    for (; ; entry += 32) {
      if (entry + 8 * $u >= end) break
      const jx$u = load<u64>(entry, 8 * $u)
      const w$u = W + <usize>(<u32>jx$u) * $T
      const x$u = f32x4.splat(reinterpret<f32>(<u32>(jx$u >> 32)))
      z$t = f32x4.add(z$t, f32x4.mul(x$u, v128.load(w$u, 16 * $t)))
    }
    entry = end
    v128.store(Z, f32x4.pmax(z$t, zero), 16 * $t)
    Z += 16 * $T
  }
}

/** target (inputs, 4 $T) += scale * x^T (inputs, rows) . dZ (rows, 4 $T), x as entries by image, one image after the other. */
export function addInputProduct$T(entries: usize, ends: usize, rows: u32, dZ: usize, scale: f32, target: usize): void {
  const factor = f32x4.splat(scale)
  let entry = entries
  for (let n: u32 = 0; n < rows; n++) {
    const end = <usize>load<u32>(ends + (n << 2))
    const dz$t = f32x4.mul(factor, v128.load(dZ, 16 * $t))
    for (; ; entry += 32) {
      if (entry + 8 * $u >= end) break
      const jx$u = load<u64>(entry, 8 * $u)
      const w$u = target + <usize>(<u32>jx$u) * $T
      const x$u = f32x4.splat(reinterpret<f32>(<u32>(jx$u >> 32)))
      v128.store(w$u, f32x4.add(v128.load(w$u, 16 * $t), f32x4.mul(x$u, dz$t)), 16 * $t)
    }
    entry = end
    dZ += 16 * $T
  }
}

/** dZ (rows, 4 $T) = dY (rows, classes) . W2^T (classes, 4 $T) where Z > 0, else 0. dY has rowBytes from row to row. */
export function hiddenError$T(
  dY: usize,
  rowBytes: u32,
  classes: u32,
  W2T: usize,
  Z: usize,
  rows: u32,
  dZ: usize,
): void {
  const zero = f32x4.splat(0)
  for (let n: u32 = 0; n < rows; n++) {
    let sum$t = zero
    let w = W2T
    for (let c: u32 = 0; c < classes; c++) {
      const dy = v128.load32_splat(dY + (c << 2))
      sum$t = f32x4.add(sum$t, f32x4.mul(dy, v128.load(w, 16 * $t)))
      w += 16 * $T
    }
    v128.store(dZ, v128.and(sum$t, f32x4.gt(v128.load(Z, 16 * $t), zero)), 16 * $t)
    dY += rowBytes
    Z += 16 * $T
    dZ += 16 * $T
  }
}

/** target (4 $T) += scale * the sum of the rows of dZ (rows, 4 $T). */
export function addRowSum$T(dZ: usize, rows: u32, scale: f32, target: usize): void {
  const factor = f32x4.splat(scale)
  let sum$t = f32x4.splat(0)
  for (let n: u32 = 0; n < rows; n++) {
    sum$t = f32x4.add(sum$t, v128.load(dZ, 16 * $t))
    dZ += 16 * $T
  }
  v128.store(target, f32x4.add(v128.load(target, 16 * $t), f32x4.mul(factor, sum$t)), 16 * $t)
}
