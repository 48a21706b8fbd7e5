import type { Engine } from '../src/shared/engine/engine'
import type { RandomState } from '../src/shared/random/randomState'

/** Warm-up before measuring, so that JIT compilation is done, and the minimum length of a slice; milliseconds. */
export interface Timing {
  readonly warmMs: number
  readonly sliceMs: number
}

/**
 * Microseconds per iteration: the median of 21 slices.
 * @param engine - loaded and initialised
 * @param count - images of the train split
 */
export function timeIterations(
  engine: Engine,
  random: RandomState,
  count: number,
  batchSize: number,
  { warmMs, sliceMs }: Timing,
): number {
  let batch = new Uint32Array(batchSize)
  let next = new Uint32Array(batchSize)
  random.choice(count, batch)
  const step = (): void => {
    random.choice(count, next)
    engine.step(batch, 0.1, next, null)
    ;[batch, next] = [next, batch]
  }
  for (const end = performance.now() + warmMs; performance.now() < end;) step()
  const slices = Array.from({ length: 21 }, () => {
    const start = performance.now()
    let steps = 0
    do {
      step()
      steps++
    } while (performance.now() - start < sliceMs)
    return ((performance.now() - start) / steps) * 1000
  })
  slices.sort((a, b) => a - b)
  return slices[10] ?? NaN
}
