import { describe, expect, it } from 'vitest'
import { calibrationOf, confusedPairs, confusionOf, mistakesOf } from '../../../src/shared/inside/mistakes'
import { createEngine } from '../../../src/shared/engine/createEngine'
import { readSplit } from '../../../src/shared/trainer/splitReading'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'
import { TrainingSession } from '../../../src/shared/training/session'
import { goldenAtHand, readMnist } from '../engine/float64/mnist'
import { runOut, shapesOf } from '../training/support'

const few = {
  read: Uint8Array.of(0, 1, 1, 2, 0),
  labels: Uint8Array.of(0, 1, 2, 2, 1),
  confidence: Float32Array.of(0.9, 0.8, 0.95, 0.5, 0.6),
  classes: 3,
}

describe('mistakes of a few images', () => {
  it('counts labels in rows, readings in columns', () => {
    const confusion = confusionOf(few)
    expect([...confusion.counts]).toEqual([1, 0, 0, 1, 1, 0, 0, 1, 1])
    expect(confusion.recall).toEqual([1, 0.5, 0.5])
    expect(confusion.precision).toEqual([0.5, 0.5, 1])
    expect(confusion).toMatchObject({ correct: 3, total: 5 })
    expect(confusedPairs(confusion)).toEqual([
      { label: 1, read: 0, count: 1 },
      { label: 2, read: 1, count: 1 },
    ])
  })

  it('lists the most confident mistakes first', () => {
    expect(mistakesOf(few)).toEqual([2, 4])
  })

  it('measures how far confidence and accuracy are apart', () => {
    const { bins, error, meanConfidence } = calibrationOf(few)
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(5)
    expect(meanConfidence).toBeCloseTo(0.75, 6)
    const expected = bins.reduce((sum, bin) => sum + (bin.count / 5) * Math.abs(bin.accuracy - bin.confidence), 0)
    expect(error).toBeCloseTo(expected, 12)
  })
})

it.skipIf(!goldenAtHand)(
  'the run of the book on MNIST reads 297 of 10,000 test images wrongly',
  async () => {
    const train = readMnist('train')
    const test = readMnist('t10k')
    const dataset = { name: '', source: 'folder', classes: 10, train, test } as const
    const engine = await createEngine('simd')
    engine.load('train', train)
    engine.load('test', test)
    const hyperparameters = { ...BOOK_DEFAULTS, engine: 'simd', seed: 0 } as const
    const session = new TrainingSession({ engine, shapes: shapesOf(dataset), hyperparameters, now: () => 0 })
    session.resume()
    await runOut(session)
    const reading = await readSplit(engine.weights(), test, { now: () => 0, yieldToEvents: async () => {}, sliceMs: 1 })
    const confusion = confusionOf(reading)
    const rows = Array.from({ length: 10 }, (_, k) =>
      confusion.counts.slice(k * 10, k * 10 + 10).reduce((a, b) => a + b, 0),
    )
    expect(rows).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    expect(mistakesOf(reading)).toHaveLength(297)
    expect(confusedPairs(confusion)[0]).toEqual({ label: 4, read: 9, count: 16 })
    expect(confusion.correct / confusion.total).toBe(0.9703)
    expect(calibrationOf(reading).error).toBeCloseTo(0.0046, 4)
  },
  120_000,
)
