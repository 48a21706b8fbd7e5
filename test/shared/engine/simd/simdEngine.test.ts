import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RandomState } from '../../../../src/shared/random/randomState'
import { drawBatch, drawImages, drawWeights, engineWith, largestDifference, problems } from './support'
import type { Problem } from './support'
import { OPTIMIZER_KINDS } from '../../../../src/shared/nn/optimizers'
import type { OptimizerKind } from '../../../../src/shared/nn/optimizers'

const OPTIMIZERS = OPTIMIZER_KINDS

/**
 * Fixed, so that the tests are repeatable: once in ten thousand problems a neuron is so close to zero that float32 and float64
 * are on different sides of ReLU.
 */
const SEED = 20240229
/** Float32 sums of a few hundred terms. */
const LOSS_TOLERANCE = 2e-5

interface Steps {
  readonly optimizer: OptimizerKind
  readonly steps: number
  readonly shifted: boolean
  readonly learningRate: number
}

/** Runs the same steps on both engines and compares every loss; the largest difference of the weights comes back. */
async function compareSteps(
  problem: Problem,
  { optimizer = 'sgd', steps = 3, shifted = false, learningRate = 0.05 }: Partial<Steps> = {},
): Promise<number> {
  const images = drawImages(problem)
  const simd = await engineWith('simd', images)
  const float64 = await engineWith('float64', images)
  expect([simd.kind, float64.kind]).toEqual(['simd', 'float64'])
  const weights = drawWeights(problem)
  for (const engine of [simd, float64]) engine.initialise(weights, optimizer, problem.batch)
  const random = new RandomState(problem.seed)
  let batch = drawBatch(problem, random)
  for (let i = 0; i < steps; i++) {
    const next = i + 1 < steps ? drawBatch(problem, random) : null
    const shifts = shifted ? Int8Array.from({ length: 2 * problem.batch }, () => (random.nextUint32() % 5) - 2) : null
    const expected = float64.step(batch, learningRate, next, shifts)
    const loss = simd.step(batch, learningRate, next, shifts)
    expect(Math.abs(loss - expected)).toBeLessThan(LOSS_TOLERANCE * Math.max(1, expected))
    if (next !== null) batch = next
  }
  return largestDifference(simd.weights(), float64.weights())
}

describe('SimdEngine', () => {
  it('steps as the float64 engine for random shapes', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.boolean(), async (problem, shifted) => {
        expect(await compareSteps(problem, { shifted })).toBeLessThan(2e-6)
      }),
      { numRuns: 150, seed: SEED },
    )
  })

  it.each(OPTIMIZERS)('updates as the float64 engine with %s', async (optimizer) => {
    // AdaGrad and Adam divide by the size of the gradient: one that is nothing but rounding becomes a whole step.
    // Dense images and few classes keep the gradients away from zero.
    const well = problems({ classes: 10 }).map((problem) => ({ ...problem, density: 1 }))
    await fc.assert(
      fc.asyncProperty(well, async (problem) => {
        const difference = await compareSteps(problem, { optimizer, steps: 4, learningRate: 1e-3 })
        expect(difference).toBeLessThan(optimizer === 'sgd' || optimizer === 'momentum' ? 2e-6 : 2e-3)
      }),
      { numRuns: 30, seed: SEED },
    )
  })

  const base: Problem = { rows: 28, cols: 28, hidden: 50, classes: 10, batch: 100, count: 40, density: 0.2, seed: 1 }
  it.each<Partial<Problem>>([
    { batch: 1 },
    { batch: 2, hidden: 1, classes: 1 },
    { batch: 250 },
    { batch: 251 },
    { batch: 1000 },
    { batch: 1000, hidden: 33, classes: 47 },
    { hidden: 28 },
    { hidden: 29 },
    { hidden: 57, classes: 12 },
    { hidden: 128, classes: 13 },
    { hidden: 515, classes: 62, batch: 7 },
    { hidden: 2000, batch: 3 },
    { density: 1 },
    { density: 0 },
    { rows: 1, cols: 17 },
  ])('steps as the float64 engine with %j', async (change) => {
    const problem = { ...base, ...change }
    expect(await compareSteps(problem)).toBeLessThan(5e-6)
    expect(await compareSteps(problem, { shifted: true })).toBeLessThan(5e-6)
  })

  it('has the gradient that numerical differences of the float64 loss give', async () => {
    await fc.assert(
      fc.asyncProperty(problems({ hidden: 9, classes: 6, batch: 12 }), fc.nat(), async (problem, pick) => {
        const images = drawImages(problem)
        const simd = await engineWith('simd', images)
        const float64 = await engineWith('float64', images)
        const batch = drawBatch(problem, new RandomState(problem.seed))
        simd.initialise(drawWeights(problem), 'sgd', problem.batch)
        const before = simd.weights() // rounded to float32
        float64.initialise(before, 'sgd', problem.batch)
        simd.step(batch, 1, null, null)
        const after = simd.weights()
        const h = 1e-5
        for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
          const at = pick % before[name].length
          const loss = (change: number): number => {
            const moved = before[name].slice()
            moved[at]! += change
            float64.setWeights({ ...before, [name]: moved })
            return float64.step(batch, 0, null, null)
          }
          const [minus, here, plus] = [loss(-h), loss(0), loss(h)]
          // Where ReLU bends between the two, the difference is no gradient.
          if (Math.abs(plus + minus - 2 * here) > 1e-8) continue
          // Backpropagation leaves out the 1e-7 of log(y + 1e-7), as the book does.
          expect(before[name][at]! - after[name][at]!).toBeCloseTo((plus - minus) / (2 * h), 4)
        }
      }),
      { numRuns: 60, seed: SEED },
    )
  })

  it('answers and counts as the float64 engine', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), async (problem) => {
        const images = drawImages({ ...problem, count: problem.count * 12 })
        const { count } = images
        const { classes } = problem
        const answers = await Promise.all(
          (['simd', 'float64'] as const).map(async (kind) => {
            const engine = await engineWith(kind, images)
            engine.initialise(drawWeights(problem), 'sgd', 1)
            const out = new Float64Array(count * classes)
            engine.predict(images.images, count, out)
            const counted = engine.countCorrect('test', 0, count)
            const inTwoParts = engine.countCorrect('train', 0, 5) + engine.countCorrect('train', 5, count - 5)
            expect(inTwoParts).toBe(counted)
            return { out, counted }
          }),
        )
        const [simd, float64] = answers
        if (simd === undefined || float64 === undefined) throw new Error('unreachable')
        let close = 0
        for (let n = 0; n < count; n++) {
          const row = Array.from(float64.out.subarray(n * classes, (n + 1) * classes)).sort((a, b) => b - a)
          if (row.length > 1 && row[0]! - row[1]! < 1e-5) close++
          for (let c = 0; c < classes; c++) {
            expect(Math.abs(simd.out[n * classes + c]! - float64.out[n * classes + c]!)).toBeLessThan(1e-5)
          }
        }
        expect(Math.abs(simd.counted - float64.counted)).toBeLessThanOrEqual(close)
      }),
      { numRuns: 40, seed: SEED },
    )
  })

  it.each(OPTIMIZERS)('continues from its state bit for bit with %s', async (optimizer) => {
    const problem = { ...base, batch: 20 }
    const images = drawImages(problem)
    const batches = Array.from({ length: 10 }, (_, i) => drawBatch(problem, new RandomState(i)))
    const losses = async (resumeAt: number) => {
      let engine = await engineWith('simd', images)
      engine.initialise(drawWeights(problem), optimizer, 20)
      const list = batches.map((batch, i) => {
        if (i !== resumeAt) return engine.step(batch, 0.05, null, null)
        return NaN
      })
      if (resumeAt < 0) return { list, weights: engine.weights() }
      engine = await engineWith('simd', images)
      engine.initialise(drawWeights(problem), optimizer, 20)
      const resumed: number[] = []
      for (const [i, batch] of batches.entries()) {
        if (i === resumeAt) {
          const state = structuredClone(engine.state())
          engine = await engineWith('simd', images)
          engine.initialise(state.weights, optimizer, 20)
          engine.setState(state)
        }
        // A hint about the next batch changes no number.
        resumed.push(engine.step(batch, 0.05, batches[i + 1] ?? null, null))
      }
      return { list: resumed, weights: engine.weights() }
    }
    const straight = await losses(-1)
    expect(await losses(-1)).toEqual(straight)
    expect(await losses(4)).toEqual(straight)
  })

  it('keeps the network and the other split when a split is loaded again', async () => {
    const images = drawImages(base)
    const others = drawImages({ ...base, seed: 2, count: 300 })
    const engine = await engineWith('simd', images)
    engine.initialise(drawWeights(base), 'momentum', base.batch)
    const batch = drawBatch(base, new RandomState(0))
    engine.step(batch, 0.1, null, null)
    const state = engine.state()
    const counted = engine.countCorrect('test', 0, images.count)
    engine.load('train', others)
    expect(engine.state()).toEqual(state)
    expect(engine.countCorrect('test', 0, images.count)).toBe(counted)
    const fresh = await engineWith('simd', others)
    fresh.initialise(state.weights, 'momentum', base.batch)
    fresh.setState(state)
    expect(engine.step(batch, 0.1, null, null)).toBe(fresh.step(batch, 0.1, null, null))
    engine.load('test', others)
    expect(engine.countCorrect('test', 0, 300)).toBe(fresh.countCorrect('test', 0, 300))
  })

  it('can be given one network after another of any size', async () => {
    const images = drawImages(base)
    const engine = await engineWith('simd', images)
    for (const hidden of [50, 300, 1, 50]) {
      const problem = { ...base, hidden }
      engine.initialise(drawWeights(problem), 'adam', base.batch)
      const fresh = await engineWith('simd', images)
      fresh.initialise(drawWeights(problem), 'adam', base.batch)
      const batch = drawBatch(problem, new RandomState(hidden))
      expect(engine.step(batch, 0.1, null, null)).toBe(fresh.step(batch, 0.1, null, null))
      expect(engine.weights()).toEqual(fresh.weights())
    }
  })

  it('returns a loss that is not finite when the weights overflow', async () => {
    const engine = await engineWith('simd', drawImages(base))
    engine.initialise(drawWeights(base), 'sgd', base.batch)
    const batch = drawBatch(base, new RandomState(0))
    let loss = 0
    for (let i = 0; i < 60 && Number.isFinite(loss); i++) loss = engine.step(batch, 1e30, null, null)
    expect(Number.isFinite(loss)).toBe(false)
  })

  it('rejects a batch larger than announced', async () => {
    const engine = await engineWith('simd', drawImages(base))
    engine.initialise(drawWeights(base), 'sgd', 3)
    expect(() => engine.step(new Uint32Array(4), 0.1, null, null)).toThrow(RangeError)
  })
})
