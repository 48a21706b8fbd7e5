import { describe, expect, it } from 'vitest'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { classMeans, pixelHistogram } from '../../../src/shared/data/statistics'
import type { Slicing } from '../../../src/shared/data/statistics'

const { train } = drawSampleDataset(3, { train: 700, test: 1 })
const tiny = { images: Uint8Array.of(0, 255, 10, 0, 4, 0), labels: Uint8Array.of(1, 1, 0), count: 3, rows: 1, cols: 2 }

/** A clock that advances by a millisecond whenever it is read, and a count of the yields. */
function slicing(sliceMs: number): Slicing & { readonly turns: () => number } {
  let time = 0
  let turns = 0
  return {
    sliceMs,
    now: () => time++,
    yieldToEvents: () => {
      turns++
      return Promise.resolve()
    },
    turns: () => turns,
  }
}

describe('classMeans', () => {
  it('averages the images of each class and rounds; a class without images is 0', async () => {
    const { means, counts } = await classMeans(tiny, 3, slicing(100))
    expect([...means]).toEqual([4, 0, 5, 128, 0, 0])
    expect([...counts]).toEqual([1, 2, 0])
  })

  it('gives the same in many slices as in one, and yields between them', async () => {
    const [often, once] = [slicing(0), slicing(1e6)]
    expect(await classMeans(train, 10, often)).toEqual(await classMeans(train, 10, once))
    expect([often.turns(), once.turns()]).toEqual([3, 0])
  })
})

describe('pixelHistogram', () => {
  it('counts every pixel once', async () => {
    const { counts, images } = await pixelHistogram(train, null, slicing(5))
    expect(images).toBe(700)
    expect(counts.reduce((sum, count) => sum + count)).toBe(700 * 784)
    expect(counts[255]).toBe(train.images.filter((value) => value === 255).length)
  })

  it('counts one class only when asked', async () => {
    const { counts, images } = await pixelHistogram(tiny, 1, slicing(5))
    expect(images).toBe(2)
    expect([counts[0], counts[10], counts[255], counts[4]]).toEqual([2, 1, 1, 0])
  })
})
