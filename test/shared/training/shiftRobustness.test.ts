import { describe, expect, it } from 'vitest'
import type { ImageSet } from '../../../src/shared/data/dataset'
import { measureShiftRobustness } from '../../../src/shared/training/shiftRobustness'
import type { Weights } from '../../../src/shared/nn/weights'

const set = (rows: number, cols: number, images: readonly number[], labels: readonly number[]): ImageSet => ({
  images: Uint8Array.from(images),
  labels: Uint8Array.from(labels),
  count: labels.length,
  rows,
  cols,
})

describe('measureShiftRobustness', () => {
  /** Reads class 1 where the middle pixel of 5 x 5 has ink, class 0 elsewhere. */
  const middle: Weights = {
    ...{ inputs: 25, hidden: 1, classes: 2 },
    W1: Float64Array.from({ length: 25 }, (_, i) => (i === 12 ? 1 : 0)),
    b1: Float64Array.of(0),
    W2: Float64Array.of(0, 2),
    b2: Float64Array.of(1, 0),
  }
  const dot = Array.from({ length: 25 }, (_, i) => (i === 12 ? 255 : 0))
  const dots = set(5, 5, Array.from({ length: 500 }, () => dot).flat(), new Array<number>(500).fill(1))

  it('classifies a dot in the middle, and after the shifts only the one in 25 that remained there', async () => {
    let pauses = 0
    let clock = 0
    const slicing = { now: () => clock++, sliceMs: 0, yieldToEvents: async () => void pauses++ }
    const found = await measureShiftRobustness(middle, dots, slicing)
    expect(found).toMatchObject({ images: 500, unshifted: 500 })
    expect(found.shifted).toBeGreaterThan(5)
    expect(found.shifted).toBeLessThan(40)
    expect(pauses).toBeGreaterThan(0)
    expect(await measureShiftRobustness(middle, dots, slicing)).toEqual(found)
  })
})
