import { describe, expect, it } from 'vitest'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { datasetFingerprint, sameData } from '../../../src/shared/runs/datasetFingerprint'
import { xxhash32 } from '../../../src/shared/core/xxhash32'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

describe('xxhash32', () => {
  // Known answers of the reference implementation.
  it.each([
    ['', 0, 0x02cc5d05],
    ['', 0x9e3779b1, 0x36b78ae7],
    ['a', 0, 0x550d7456],
    ['abc', 0, 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0, 0xe2293b2f],
  ])('of %j with seed %i', (text, seed, expected) => {
    expect(xxhash32(bytes(text), seed)).toBe(expected)
  })

  it('does not depend on where the bytes lie in their buffer', () => {
    const text = bytes('0123456789abcdefghijklmnopqrstuvwxyz')
    const shifted = new Uint8Array(text.length + 1)
    shifted.set(text, 1)
    expect(xxhash32(shifted.subarray(1))).toBe(xxhash32(text))
  })
})

describe('datasetFingerprint', () => {
  const small = { train: 40, test: 20 }

  it('is the same for the same bytes under another name', () => {
    const one = datasetFingerprint(drawSampleDataset(3, small))
    const two = datasetFingerprint({ ...drawSampleDataset(3, small), name: 'copy', source: 'folder' })
    expect(sameData(one, two)).toBe(true)
    expect(one.digest).toMatch(/^[0-9a-f]{16}$/)
  })

  it('says which published set it is, when that is known', () => {
    const data = drawSampleDataset(3, small)
    expect(datasetFingerprint({ ...data, set: 'mnist' }).set).toBe('mnist')
    expect(datasetFingerprint(data)).not.toHaveProperty('set')
  })

  it('keeps the class names', () => {
    const data = drawSampleDataset(3, small)
    expect(datasetFingerprint(data).classNames).toEqual([...'0123456789'])
    expect(datasetFingerprint({ ...data, classes: 2, classNames: ['p', 'q'] }).classNames).toEqual(['p', 'q'])
  })

  it('differs when one pixel or one label does', () => {
    const original = datasetFingerprint(drawSampleDataset(3, small))
    const pixel = drawSampleDataset(3, small)
    pixel.train.images[5000] = (pixel.train.images[5000] ?? 0) ^ 1
    const label = drawSampleDataset(3, small)
    label.test.labels[7] = ((label.test.labels[7] ?? 0) + 1) % 10
    expect(sameData(original, datasetFingerprint(pixel))).toBe(false)
    expect(sameData(original, datasetFingerprint(label))).toBe(false)
  })
})
