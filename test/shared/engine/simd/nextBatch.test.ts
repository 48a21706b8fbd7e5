import { expect, it } from 'vitest'
import type { Engine } from '../../../../src/shared/engine/engine'
import { RandomState } from '../../../../src/shared/random/randomState'
import { drawBatch, drawImages, drawWeights, engineWith } from './support'
import type { Problem } from './support'

const problem: Problem = { rows: 9, cols: 8, hidden: 33, classes: 7, batch: 12, count: 60, density: 0.3, seed: 5 }
const batches = Array.from({ length: 14 }, (_, i) => drawBatch(problem, new RandomState(i)))
const shifts = Int8Array.from({ length: 2 * problem.batch }, (_, i) => (i % 5) - 2)
/** Steps before which the weights are changed from outside, and steps with shifted images. */
const CHANGED = [3, 4, 9]
const SHIFTED = [6, 7, 11]

/** @param hint - the next batch as announced to a step */
async function losses(hint: (i: number) => Uint32Array | null) {
  const engine: Engine = await engineWith('simd', drawImages(problem))
  engine.initialise(drawWeights(problem), 'momentum', problem.batch)
  const list = batches.map((batch, i) => {
    if (CHANGED.includes(i)) engine.setWeights(drawWeights({ ...problem, seed: i }))
    return engine.step(batch, 0.05, hint(i), SHIFTED.includes(i) ? shifts : null)
  })
  return { list, state: engine.state() }
}

it('a prepared next batch changes no number', async () => {
  const alone = await losses(() => null)
  expect(await losses((i) => batches[i + 1] ?? null)).toEqual(alone)
  // Some hints are wrong, some are of another size.
  const wrong = await losses((i) => (i % 2 === 0 ? batches[i]!.subarray(i % 4) : (batches[i + 1] ?? null)))
  expect(wrong).toEqual(alone)
})
