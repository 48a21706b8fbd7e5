import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochOf, iterationsPerEpoch, reportsEpoch } from '../../../src/shared/training/epochSchedule'

const reported = (iterations: number, trainCount: number, batch: number): number[] =>
  Array.from({ length: iterations }, (_, i) => i).filter((i) => reportsEpoch(i, trainCount, batch))

describe('reportsEpoch', () => {
  it("reports at iterations 0, 600, ... 9600 with the book's sizes", () => {
    expect(reported(10_000, 60_000, 100)).toEqual(Array.from({ length: 17 }, (_, epoch) => epoch * 600))
  })

  it('reports once per epoch when an epoch is no whole number of iterations', () => {
    expect(reported(13, 10, 3)).toEqual([0, 4, 7, 10])
  })

  it.each([[10], [11], [1000]])(
    'reports every iteration when a batch of %i is the whole set of 10 or more',
    (batch) => {
      expect(reported(5, 10, batch)).toEqual([0, 1, 2, 3, 4])
    },
  )

  it('reports as often as whole epochs begin, whatever the sizes', () => {
    const sizes = fc.record({
      trainCount: fc.integer({ min: 1, max: 5000 }),
      batch: fc.integer({ min: 1, max: 300 }),
      iterations: fc.integer({ min: 1, max: 400 }),
    })
    fc.assert(
      fc.property(sizes, ({ trainCount, batch, iterations }) => {
        const epochs = reported(iterations, trainCount, batch).map((i) => epochOf(i, trainCount, batch))
        const last = batch >= trainCount ? iterations - 1 : Math.floor(((iterations - 1) * batch) / trainCount)
        expect(epochs).toEqual(Array.from({ length: last + 1 }, (_, epoch) => epoch))
      }),
    )
  })
})

describe('iterationsPerEpoch', () => {
  it.each([
    [60_000, 100, 600],
    [10, 4, 2.5],
    [10, 100, 1],
  ])('of %i images in batches of %i is %d', (trainCount, batch, expected) => {
    expect(iterationsPerEpoch(trainCount, batch)).toBe(expected)
  })
})
