import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../../src/shared/engine/createEngine'
import { kernelModule } from '../../../../src/shared/engine/simd/kernels'
import { QuantizedEvaluator } from '../../../../src/shared/engine/simd/quantizedEvaluator'
import { SimdEngine } from '../../../../src/shared/engine/simd/simdEngine'
import type { SharedDataset } from '../../../../src/shared/engine/simd/snapshotCounter'
import type { Weights } from '../../../../src/shared/nn/weights'
import { drawImages, drawWeights, problems } from './support'
import type { Problem } from './support'

const digits: Problem = {
  rows: 28,
  cols: 28,
  hidden: 50,
  classes: 10,
  batch: 1,
  count: 700,
  density: 0.2,
  seed: 11,
}

async function evaluators(problem: Problem) {
  const engine = await createEngine('simd')
  const module = kernelModule()
  if (!(engine instanceof SimdEngine) || module === null) throw new Error('no simd here')
  const images = drawImages(problem)
  engine.load('train', images)
  engine.load('test', images)
  const { memory, train, test } = engine.share() as SharedDataset & { memory: WebAssembly.Memory }
  const quantized = new QuantizedEvaluator(module, memory, [train, test], problem.rows * problem.cols)
  const exact = (weights: Weights): number => {
    engine.initialise(weights, 'sgd', 1)
    return engine.countCorrect('train', 0, problem.count)
  }
  return { engine, quantized, exact, images }
}

/** Its certain images and the exact counts of the others add up to the exact count. */
async function expectExact(problem: Problem, weights: Weights): Promise<number> {
  const { engine, quantized, exact } = await evaluators(problem)
  const { correct, uncertain } = quantized.countCorrect(weights)[1]!
  const count = exact(weights)
  const rest = uncertain.filter((image) => engine.countCorrect('train', image, 1) === 1).length
  expect(correct + rest).toBe(count)
  expect(engine.snapshotCounter()?.countCorrect(weights)).toEqual({ train: count, test: count })
  return uncertain.length
}

describe('QuantizedEvaluator', () => {
  it('is correct wherever it is certain, for networks and images of any shape', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.constantFrom(1e-6, 1, 1e4), async (problem, scale) => {
        const weights = drawWeights(problem)
        for (let i = 0; i < weights.W1.length; i++) weights.W1[i]! *= scale
        await expectExact(problem, weights)
      }),
      { numRuns: 60 },
    )
  })

  it('is uncertain about few images of the size of digits', async () => {
    const uncertain = await expectExact(digits, drawWeights(digits))
    expect(uncertain).toBeLessThan(digits.count / 10)
  })

  it('is uncertain about every image that two classes share', async () => {
    const weights = drawWeights({ ...digits, classes: 2 })
    for (let h = 0; h < digits.hidden; h++) weights.W2[2 * h + 1] = weights.W2[2 * h]!
    weights.b2[1] = weights.b2[0]!
    expect(await expectExact({ ...digits, classes: 2 }, weights)).toBe(digits.count)
  })

  it('is uncertain about logits closer than a quantization step, where float32 still distinguishes them', async () => {
    const weights = drawWeights({ ...digits, classes: 2 })
    for (let h = 0; h < digits.hidden; h++) weights.W2[2 * h + 1] = weights.W2[2 * h]! * (1 + 1e-5)
    weights.b2[1] = weights.b2[0]!
    expect(await expectExact({ ...digits, classes: 2 }, weights)).toBeGreaterThan(digits.count / 2)
  })

  it.each([
    ['zeros', 0],
    ['infinite', Infinity],
    ['not numbers', NaN],
    ['too large for float32', 1e300],
  ])('counts as float32 does when weights are %s', async (_, value) => {
    const weights = drawWeights(digits)
    weights.W1.fill(value, 0, digits.hidden * 400)
    if (value === 0) weights.W1.fill(0)
    await expectExact(digits, weights)
  })

  it('keeps its sums in range when every pixel is white and every weight the largest', async () => {
    const problem = { ...digits, count: 20, density: 1 }
    const { engine, images } = await evaluators(problem)
    images.images.fill(255)
    engine.load('train', images)
    const { memory, train } = engine.share() as SharedDataset & { memory: WebAssembly.Memory }
    const white = new QuantizedEvaluator(kernelModule()!, memory, [train], 784)
    const weights = drawWeights(problem)
    weights.W1.fill(0.5)
    engine.initialise(weights, 'sgd', 1)
    const { correct, uncertain } = white.countCorrect(weights)[0]!
    const rest = uncertain.filter((image) => engine.countCorrect('train', image, 1) === 1).length
    expect(correct + rest).toBe(engine.countCorrect('train', 0, problem.count))
    expect(uncertain.length).toBeLessThan(problem.count)
  })
})
