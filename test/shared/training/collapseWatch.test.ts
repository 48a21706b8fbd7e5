import { describe, expect, it } from 'vitest'
import { CollapseWatch } from '../../../src/shared/training/collapseWatch'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'

const GUESSING = Math.log(10)

/** How often a collapse is noticed in a curve of losses. */
function noticed(losses: readonly number[], change: Partial<Hyperparameters> = {}) {
  const watch = new CollapseWatch(10, { ...BOOK_DEFAULTS, ...change })
  const found = losses.flatMap((loss) => watch.watch(loss) ?? [])
  return { found, collapse: watch.collapse, hasLearned: watch.hasLearned }
}
const constant = (loss: number, count: number) => new Array<number>(count).fill(loss)

describe('CollapseWatch', () => {
  it('notices a rise after which the network only guesses, also a small one, and where it was', () => {
    for (const peak of [3.5, 8.1]) {
      const { found } = noticed([...constant(2.2, 11), peak, ...constant(GUESSING, 300)])
      expect(found).toEqual([{ peak, peakIteration: 12, level: expect.closeTo(GUESSING, 1) }])
    }
  })

  it('notices a second collapse after the network has learned again', () => {
    const once = [...constant(9, 3), ...constant(GUESSING, 200), ...constant(0.5, 200)]
    expect(noticed(once)).toMatchObject({ found: [{}], collapse: null, hasLearned: true })
    expect(noticed([...once, ...constant(GUESSING, 300)]).found).toHaveLength(2)
  })

  it('is silent about steps that are too short, a slow start, noise of single images and wide initial weights', () => {
    expect(noticed(constant(GUESSING, 5000)).found).toEqual([])
    expect(noticed([...constant(GUESSING, 400), ...constant(0.4, 100)]).found).toEqual([])
    const noise = Array.from({ length: 1000 }, (_, i) => (i % 7 === 0 ? 4 : 2))
    expect(noticed(noise, { batch: 1 }).found).toEqual([])
    const falling = Array.from({ length: 900 }, (_, i) => 14 * 0.997 ** i)
    expect(noticed(falling, { std: 1 }).found).toEqual([])
    expect(noticed(constant(13, 5000), { std: 1, lr: 1e-5 }).found).toEqual([])
  })
})
