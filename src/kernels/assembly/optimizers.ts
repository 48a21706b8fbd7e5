// The book's optimizers (chapter 6), four parameters at a time. W and g have room for count rounded up to 4; padding has
// gradient 0 and does not change.

/** g (count) f32 = 0 */
export function clear(g: usize, count: u32): void {
  memory.fill(g, 0, (<usize>count) << 2)
}

/** v = momentum * v - lr * g; W += v */
export function momentum(W: usize, g: usize, v: usize, count: u32, lr: f32, decay: f32): void {
  const rate = f32x4.splat(lr)
  const keep = f32x4.splat(decay)
  for (const end = W + (count << 2); W < end; W += 16) {
    const next = f32x4.sub(f32x4.mul(keep, v128.load(v)), f32x4.mul(rate, v128.load(g)))
    v128.store(v, next)
    v128.store(W, f32x4.add(v128.load(W), next))
    g += 16
    v += 16
  }
}

/** h += g * g; W -= lr * g / (sqrt(h) + epsilon) */
export function adaGrad(W: usize, g: usize, h: usize, count: u32, lr: f32, epsilon: f32): void {
  const rate = f32x4.splat(lr)
  for (const end = W + (count << 2); W < end; W += 16) {
    const gradient = v128.load(g)
    const sum = f32x4.add(v128.load(h), f32x4.mul(gradient, gradient))
    v128.store(h, sum)
    const step = f32x4.div(f32x4.mul(rate, gradient), f32x4.add(f32x4.sqrt(sum), f32x4.splat(epsilon)))
    v128.store(W, f32x4.sub(v128.load(W), step))
    g += 16
    h += 16
  }
}

/** m += (1 - beta1)(g - m); v += (1 - beta2)(g * g - v); W -= lr * m / (sqrt(v) + epsilon), lr already bias-corrected */
export function adam(
  W: usize,
  g: usize,
  m: usize,
  v: usize,
  count: u32,
  lr: f32,
  oneMinusBeta1: f32,
  oneMinusBeta2: f32,
  epsilon: f32,
): void {
  const rate = f32x4.splat(lr)
  for (const end = W + (count << 2); W < end; W += 16) {
    const gradient = v128.load(g)
    const m0 = v128.load(m)
    const v0 = v128.load(v)
    const m1 = f32x4.add(m0, f32x4.mul(f32x4.splat(oneMinusBeta1), f32x4.sub(gradient, m0)))
    const v1 = f32x4.add(v0, f32x4.mul(f32x4.splat(oneMinusBeta2), f32x4.sub(f32x4.mul(gradient, gradient), v0)))
    v128.store(m, m1)
    v128.store(v, v1)
    const step = f32x4.div(f32x4.mul(rate, m1), f32x4.add(f32x4.sqrt(v1), f32x4.splat(epsilon)))
    v128.store(W, f32x4.sub(v128.load(W), step))
    g += 16
    m += 16
    v += 16
  }
}
