import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/shared/engine/createEngine'
import type { Engine, EngineKind } from '../../../src/shared/engine/engine'
import type { ImageSet } from '../../../src/shared/data/dataset'
import { drawImages, drawWeights, engineWith, problems } from './simd/support'
import type { Split } from '../../../src/shared/data/split'

/** The images in pieces of so many, then the labels in pieces of so many. */
function pour(engine: Engine, split: Split, set: ImageSet, piece: number): void {
  const { images, labels, count, rows, cols } = set
  const intake = engine.intake(split, { count, rows, cols })
  // One buffer for all pieces: an engine must not keep it.
  const buffer = new Uint8Array(piece * rows * cols)
  for (let first = 0; first < count; first += piece) {
    const here = images.subarray(first * rows * cols, (first + piece) * rows * cols)
    buffer.set(here)
    intake.images(buffer.subarray(0, here.length))
  }
  for (let first = 0; first < count; first += piece) {
    const here = labels.subarray(first, first + piece)
    buffer.set(here)
    intake.labels(buffer.subarray(0, here.length))
  }
  buffer.fill(7)
}

describe.each<EngineKind>(['simd', 'float64'])('intake of the %s engine', (kind) => {
  it('gives what load gives, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.integer({ min: 1, max: 40 }), async (problem, piece) => {
        const set = drawImages(problem)
        const whole = await engineWith(kind, set)
        const poured = await createEngine(kind)
        pour(poured, 'train', set, piece)
        pour(poured, 'test', set, piece)
        for (const engine of [whole, poured]) engine.initialise(drawWeights(problem), 'sgd', problem.count)
        const batch = Uint32Array.from({ length: problem.count }, (_, n) => n)
        expect(poured.step(batch, 0.1, null, null)).toBe(whole.step(batch, 0.1, null, null))
        for (const split of ['train', 'test'] as const) {
          expect(poured.countCorrect(split, 0, set.count)).toBe(whole.countCorrect(split, 0, set.count))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('replaces a split once the last label is there, and keeps the network', async () => {
    const problem = { rows: 5, cols: 7, hidden: 6, classes: 3, batch: 4, count: 20, density: 0.4, seed: 8 }
    const engine = await engineWith(kind, drawImages(problem))
    engine.initialise(drawWeights(problem), 'momentum', problem.batch)
    engine.step(Uint32Array.of(0, 5, 6, 19), 0.1, null, null)
    const before = engine.state()
    const larger = drawImages({ ...problem, count: 50, seed: 9 })
    pour(engine, 'train', larger, 13)
    expect(engine.state()).toEqual(before)
    expect(Number.isFinite(engine.step(Uint32Array.of(49, 20, 3, 48), 0.1, null, null))).toBe(true)
  })

  it('takes other images in once emptied, as if it were new', async () => {
    const problem = { rows: 5, cols: 7, hidden: 6, classes: 3, batch: 4, count: 20, density: 0.4, seed: 8 }
    const other = { ...problem, rows: 6, count: 30, seed: 9 }
    const emptied = await engineWith(kind, drawImages(problem))
    emptied.initialise(drawWeights(problem), 'adam', problem.batch)
    emptied.step(Uint32Array.of(0, 5, 6, 19), 0.1, null, null)
    emptied.dispose()
    expect(() => emptied.weights()).toThrow()
    for (const split of ['train', 'test'] as const) emptied.load(split, drawImages(other))
    const fresh = await engineWith(kind, drawImages(other))
    const batch = Uint32Array.of(29, 3, 20, 11)
    const [again, first] = [emptied, fresh].map((engine) => {
      engine.initialise(drawWeights(other), 'adam', other.batch)
      return [engine.step(batch, 0.1, batch, null), engine.countCorrect('test', 0, other.count), engine.state()]
    })
    expect(again).toEqual(first)
  })
})
