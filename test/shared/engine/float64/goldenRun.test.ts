import { beforeAll, describe, expect, it } from 'vitest'
import { Float64Engine } from '../../../../src/shared/engine/float64/float64Engine'
import { initialWeights } from '../../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../../src/shared/random/randomState'
import type { Weights } from '../../../../src/shared/nn/weights'
import { goldenAtHand, readGoldenRun, readMnist } from './mnist'
import type { GoldenRun } from './mnist'
import type { Split } from '../../../../src/shared/data/split'

/** 10,000 iterations and 18 readings of 70,000 images. */
const WHOLE_RUN_MS = 600_000

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

describe.skipIf(!goldenAtHand)('Float64Engine on MNIST', () => {
  let golden: GoldenRun
  let first: Weights
  let firstBatch: number[]
  let last: Weights
  const losses: number[] = []
  const trainAccuracies: number[] = []
  const testAccuracies: number[] = []

  beforeAll(() => {
    golden = readGoldenRun()
    const { seed, hidden, batch: batchSize, lr, iterations, weight_init_std: std } = golden.config
    const train = readMnist('train')
    const test = readMnist('t10k')
    const engine = new Float64Engine()
    engine.load('train', train)
    engine.load('test', test)
    const random = new RandomState(seed)
    first = initialWeights({ inputs: 784, hidden, classes: 10, weightInit: 'std', std }, random)
    engine.initialise(first, 'sgd', batchSize)

    const accuracy = (split: Split, count: number) => engine.countCorrect(split, 0, count) / count
    const measure = () => {
      trainAccuracies.push(accuracy('train', train.count))
      testAccuracies.push(accuracy('test', test.count))
    }
    const batch = new Uint32Array(batchSize)
    for (let i = 0; i < iterations; i++) {
      random.choice(train.count, batch)
      if (i === 0) firstBatch = [...batch]
      losses.push(engine.step(batch, lr, null, null))
      if (i % (train.count / batchSize) === 0) measure()
    }
    measure()
    last = engine.weights()
  }, WHOLE_RUN_MS)

  it('starts from the weights of NumPy', () => {
    const { W1_first5, W2_last5, W1_sum, W2_sum } = golden.init
    W1_first5.forEach((value, i) => expect(first.W1[i]).toBeCloseTo(value, 13))
    W2_last5.forEach((value, i) => expect(first.W2.at(i - 5)).toBeCloseTo(value, 13))
    expect(sum(first.W1)).toBeCloseTo(W1_sum, 12)
    expect(sum(first.W2)).toBeCloseTo(W2_sum, 12)
  })

  it('draws the first batch of NumPy', () => {
    expect(firstBatch).toEqual(golden.first_batch)
  })

  it('has the first 300 losses of NumPy within 1e-9, and every 100th after', () => {
    const farthest = (expected: readonly number[], every: number) =>
      Math.max(...expected.map((loss, i) => Math.abs(loss - (losses[i * every] ?? NaN))))
    expect(golden.loss_after_update).toHaveLength(300)
    expect(farthest(golden.loss_after_update, 1)).toBeLessThan(1e-9)
    expect(farthest(golden.loss_every_100, 100)).toBeLessThan(1e-9)
    expect(losses.slice(-100).reduce((a, b) => a + b) / 100).toBeCloseTo(golden.mean_last_100, 9)
  })

  it('has every accuracy of NumPy exactly', () => {
    expect(trainAccuracies).toEqual([...golden.train_acc, golden.final.train_acc])
    expect(testAccuracies).toEqual([...golden.test_acc, golden.final.test_acc])
  })

  it('ends with the weights of NumPy within 1e-6', () => {
    const { W1_sum, W1_abs_sum, W2_sum, b1_sum, b2 } = golden.final
    const pairs: [number, number][] = [
      [sum(last.W1), W1_sum],
      [sum(last.W1.map(Math.abs)), W1_abs_sum],
      [sum(last.W2), W2_sum],
      [sum(last.b1), b1_sum],
      ...b2.map((value, i): [number, number] => [last.b2[i] ?? NaN, value]),
    ]
    for (const [found, expected] of pairs) expect(Math.abs(found - expected)).toBeLessThan(1e-6)
  })
})
