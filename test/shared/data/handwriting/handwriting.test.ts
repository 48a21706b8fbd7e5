import { describe, expect, it } from 'vitest'
import { isStudioError } from '../../../../src/shared/core/errors'
import { labelHistogram } from '../../../../src/shared/data/dataset'
import type { Dataset } from '../../../../src/shared/data/dataset'
import { mixHandwriting } from '../../../../src/shared/data/handwriting/mixHandwriting'
import { WAY_KINDS, WRITING_WAYS } from '../../../../src/shared/data/handwriting/ways'
import { writeDigits, writeDigitsInSlices } from '../../../../src/shared/data/handwriting/writeDigits'
import { smallDataset } from '../../training/support'

describe('ways of writing', () => {
  it('are many for each digit, on the sheet, and every kind is used', () => {
    for (const ways of WRITING_WAYS) {
      expect(ways.length).toBeGreaterThan(25)
      for (const { weight, strokes } of ways) {
        expect(weight).toBeGreaterThan(0)
        const places = strokes.flatMap((stroke) => stroke.flatMap((curve) => [...curve]))
        expect(places.every((place) => place >= 0 && place <= 100)).toBe(true)
      }
    }
    expect(new Set(WRITING_WAYS.flat().map(({ kind }) => kind))).toEqual(new Set(WAY_KINDS))
  })
})

describe('writeDigits', () => {
  it('writes the same digits from the same seed, at once or in slices, and others from another', async () => {
    const first = writeDigits(250, 7)
    let turns = 0
    expect(await writeDigitsInSlices(250, 7, async () => void turns++)).toEqual(first)
    expect(turns).toBe(2)
    expect(writeDigits(250, 8).images).not.toEqual(first.images)
    expect(labelHistogram(first.labels, 10)).toEqual(new Array(10).fill(25))
  })

  it('leaves ink in every image, and paper in more than half of it', () => {
    const { images } = writeDigits(500, 3)
    for (let i = 0; i < images.length; i += 784) {
      const ink = images.subarray(i, i + 784).filter((value) => value > 64).length
      expect(ink).toBeGreaterThan(20)
      expect(ink).toBeLessThan(392)
    }
  })
})

describe('mixHandwriting', () => {
  it('makes up its share of the training images, behind the others, and leaves the test images', () => {
    const mixed = mixHandwriting(smallDataset, 0.25, 1)
    const { train } = smallDataset
    expect(mixed.train.count).toBe(Math.round(train.count / 0.75))
    expect(mixed.train.images.subarray(0, train.images.length)).toEqual(train.images)
    expect(mixed.test).toBe(smallDataset.test)
    expect(mixHandwriting(smallDataset, 0, 1)).toBe(smallDataset)
  })

  it('gives each digit the label that it has in the dataset', () => {
    const classNames = ['a', ...'9876543210']
    const mixed = mixHandwriting({ ...smallDataset, classes: 11, classNames }, 0.5, 1)
    const { labels } = writeDigits(smallDataset.train.count, 1)
    expect(mixed.train.labels.subarray(smallDataset.train.count)).toEqual(labels.map((digit) => 10 - digit))
  })

  it('refuses data whose classes are no digits', () => {
    const clothes: Dataset = { ...smallDataset, classNames: [...'abcdefghij'] }
    let thrown: unknown
    try {
      mixHandwriting(clothes, 0.5, 1)
    } catch (error) {
      thrown = error
    }
    expect(isStudioError(thrown) && thrown.code).toBe('HANDWRITING_NO_DIGITS')
  })
})
