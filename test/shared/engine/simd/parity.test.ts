import { describe, expect, it } from 'vitest'
import { drawSampleDataset } from '../../../../src/shared/data/sampleDigits/sampleDigits'
import { BOOK_DEFAULTS } from '../../../../src/shared/training/hyperparameters'
import { TrainingSession } from '../../../../src/shared/training/session'
import { loadedEngine, runOut, shapesOf } from '../../training/support'

const dataset = drawSampleDataset(3, { train: 2000, test: 500 })

async function train(kind: 'simd' | 'float64', seed: number, iterations: number) {
  const engine = await loadedEngine(dataset, kind)
  const hyperparameters = { ...BOOK_DEFAULTS, engine: kind, seed, iterations }
  const session = new TrainingSession({ engine, shapes: shapesOf(dataset), hyperparameters, now: () => 0 })
  session.resume()
  await runOut(session)
  engine.dispose()
  if (session.final === null) throw new Error('the run did not finish')
  return { losses: session.history.losses(), testAccuracy: session.final.testAccuracy }
}

/** On the built-in sample, for speed; `npm run bench -- parity` does it on MNIST, to the end of the run, with five seeds. */
describe('the book run on both engines', () => {
  it('has the same first 100 losses within 1e-4', async () => {
    const [simd, float64] = [await train('simd', 1, 100), await train('float64', 1, 100)]
    simd.losses.forEach((loss, i) => expect(Math.abs(loss - (float64.losses[i] ?? NaN))).toBeLessThan(1e-4))
  })

  it.each([1, 2])('reads the test images equally well within 0.5 points with seed %i', async (seed) => {
    const [simd, float64] = [await train('simd', seed, 300), await train('float64', seed, 300)]
    expect(simd.testAccuracy).toBeGreaterThan(0.4)
    expect(Math.abs(simd.testAccuracy - float64.testAccuracy)).toBeLessThanOrEqual(0.005)
  })
})
