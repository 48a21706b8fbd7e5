import fc from 'fast-check'
import type { ImageSet } from '../../../../src/shared/data/dataset'
import type { Engine, EngineKind } from '../../../../src/shared/engine/engine'
import { createEngine } from '../../../../src/shared/engine/createEngine'
import { initialWeights } from '../../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../../src/shared/random/randomState'
import type { Weights } from '../../../../src/shared/nn/weights'

/** A test case of random shape; `seed` makes a failure reproducible. */
export interface Problem {
  readonly rows: number
  readonly cols: number
  readonly hidden: number
  readonly classes: number
  readonly batch: number
  readonly count: number
  /** Fraction of non-zero pixels, 0..1; regardless of it, the first image is all zero and the last one has no zeros. */
  readonly density: number
  readonly seed: number
}

export const problems = (
  largest: Partial<Record<'hidden' | 'batch' | 'classes', number>> = {},
): fc.Arbitrary<Problem> =>
  fc.record({
    rows: fc.integer({ min: 1, max: 9 }),
    cols: fc.integer({ min: 1, max: 9 }),
    hidden: fc.integer({ min: 1, max: largest.hidden ?? 70 }),
    classes: fc.integer({ min: 1, max: largest.classes ?? 47 }),
    batch: fc.integer({ min: 1, max: largest.batch ?? 20 }),
    count: fc.integer({ min: 2, max: 30 }),
    density: fc.constantFrom(0, 0.05, 0.2, 0.6, 1),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
  })

/** Random images that include an all-zero and a dense one; the labels include the first and the last class. */
export function drawImages({ rows, cols, classes, count, density, seed }: Problem): ImageSet {
  const random = new RandomState(seed)
  const inputs = rows * cols
  const images = new Uint8Array(count * inputs)
  for (let i = inputs; i < images.length; i++) {
    const dense = i >= (count - 1) * inputs
    if (dense || random.nextDouble() < density) images[i] = 1 + (random.nextUint32() % 255)
  }
  const labels = new Uint8Array(count)
  for (let n = 0; n < count; n++) labels[n] = random.nextUint32() % classes
  labels[0] = 0
  labels[count - 1] = classes - 1
  return { images, labels, count, rows, cols }
}

/** Weights with a spread that exercises ReLU and softmax. */
export function drawWeights({ rows, cols, hidden, classes, seed }: Problem): Weights {
  const random = new RandomState(seed ^ 0x5eed)
  const weights = initialWeights({ inputs: rows * cols, hidden, classes, weightInit: 'xavier', std: 0 }, random)
  random.randn(weights.b1)
  random.randn(weights.b2)
  return weights
}

/** (batch,) indices, with the all-zero first image and the dense last one if `batch` allows. */
export function drawBatch({ batch, count }: Problem, random: RandomState): Uint32Array {
  const indices = new Uint32Array(batch)
  random.choice(count, indices)
  if (batch > 1) indices[1] = 0
  indices[0] = count - 1
  return indices
}

/** An engine with the same images in both splits. */
export async function engineWith(kind: EngineKind, images: ImageSet): Promise<Engine> {
  const engine = await createEngine(kind)
  engine.load('train', images)
  engine.load('test', images)
  return engine
}

/** Maximum absolute difference between the parameters; Infinity if the shapes differ. */
export function largestDifference(a: Weights, b: Weights): number {
  let largest = 0
  for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
    if (a[name].length !== b[name].length) return Infinity
    a[name].forEach((value, i) => {
      const difference = Math.abs(value - (b[name][i] ?? NaN))
      largest = difference <= largest ? largest : difference // NaN counts as larger
    })
  }
  return largest
}
