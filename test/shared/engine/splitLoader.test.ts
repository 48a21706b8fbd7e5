import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/shared/engine/createEngine'
import type { Engine, EngineKind } from '../../../src/shared/engine/engine'
import type { ImageSet } from '../../../src/shared/data/dataset'
import { drawImages, drawWeights, engineWith, problems } from './simd/support'
import type { Split } from '../../../src/shared/data/split'

/** The images, then the labels, `piece` rows at a time. */
function loadInParts(engine: Engine, split: Split, set: ImageSet, piece: number): void {
  const { images, labels, count, rows, cols } = set
  const loader = engine.createSplitLoader(split, { count, rows, cols })
  // One buffer for all pieces: an engine must not keep it.
  const buffer = new Uint8Array(piece * rows * cols)
  for (let first = 0; first < count; first += piece) {
    const here = images.subarray(first * rows * cols, (first + piece) * rows * cols)
    buffer.set(here)
    loader.images(buffer.subarray(0, here.length))
  }
  for (let first = 0; first < count; first += piece) {
    const here = labels.subarray(first, first + piece)
    buffer.set(here)
    loader.labels(buffer.subarray(0, here.length))
  }
  buffer.fill(7)
}

describe.each<EngineKind>(['simd', 'float64'])('SplitLoader of the %s engine', (kind) => {
  it('equals load for any size of piece', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.integer({ min: 1, max: 40 }), async (problem, piece) => {
        const set = drawImages(problem)
        const whole = await engineWith(kind, set)
        const inParts = await createEngine(kind)
        loadInParts(inParts, 'train', set, piece)
        loadInParts(inParts, 'test', set, piece)
        for (const engine of [whole, inParts]) engine.initialise(drawWeights(problem), 'sgd', problem.count)
        const batch = Uint32Array.from({ length: problem.count }, (_, n) => n)
        expect(inParts.step(batch, 0.1, null, null)).toBe(whole.step(batch, 0.1, null, null))
        for (const split of ['train', 'test'] as const) {
          expect(inParts.countCorrect(split, 0, set.count)).toBe(whole.countCorrect(split, 0, set.count))
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
    loadInParts(engine, 'train', larger, 13)
    expect(engine.state()).toEqual(before)
    expect(Number.isFinite(engine.step(Uint32Array.of(49, 20, 3, 48), 0.1, null, null))).toBe(true)
  })

  it('behaves as a new engine after dispose', async () => {
    const problem = { rows: 5, cols: 7, hidden: 6, classes: 3, batch: 4, count: 20, density: 0.4, seed: 8 }
    const other = { ...problem, rows: 6, count: 30, seed: 9 }
    const disposed = await engineWith(kind, drawImages(problem))
    disposed.initialise(drawWeights(problem), 'adam', problem.batch)
    disposed.step(Uint32Array.of(0, 5, 6, 19), 0.1, null, null)
    disposed.dispose()
    expect(() => disposed.weights()).toThrow()
    for (const split of ['train', 'test'] as const) disposed.load(split, drawImages(other))
    const fresh = await engineWith(kind, drawImages(other))
    const batch = Uint32Array.of(29, 3, 20, 11)
    const [again, first] = [disposed, fresh].map((engine) => {
      engine.initialise(drawWeights(other), 'adam', other.batch)
      return [engine.step(batch, 0.1, batch, null), engine.countCorrect('test', 0, other.count), engine.state()]
    })
    expect(again).toEqual(first)
  })
})
