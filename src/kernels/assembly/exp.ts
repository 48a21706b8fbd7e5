// e^x for four floats x <= 0: x = k ln 2 + r with |r| <= ln 2 / 2, e^x = 2^k e^r, e^r by the polynomial of Cephes expf
// (S. L. Moshier), error about 1e-7 relative. Below -87.3 the result stays at 1.2e-38, the smallest normal float.

/** 1.5 * 2^23: adding it rounds a float to an integer in its low mantissa bits. */
const ROUND: f32 = 12582912
const LOG2_E: f32 = 1.44269504088896341
const LN2_HIGH: f32 = 0.693359375
const LN2_LOW: f32 = -2.1219444e-4

export function exp(x: v128): v128 {
  // pmax and pmin keep a NaN in the first operand.
  const y = f32x4.pmax(x, f32x4.splat(-87.3))
  const shifted = f32x4.add(f32x4.mul(y, f32x4.splat(LOG2_E)), f32x4.splat(ROUND))
  const k = f32x4.sub(shifted, f32x4.splat(ROUND))
  let r = f32x4.sub(y, f32x4.mul(k, f32x4.splat(LN2_HIGH)))
  r = f32x4.sub(r, f32x4.mul(k, f32x4.splat(LN2_LOW)))
  let p = f32x4.splat(1.98756915e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1))
  // 2^k: k + 127 in the exponent; shifting the bits of ROUND's sum left drops everything but k.
  const power = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(127 << 23))
  return f32x4.mul(p, power)
}
