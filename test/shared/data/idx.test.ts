import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { StudioError } from '../../../src/shared/core/errors'
import { checkLabels, encodeIdxImages, encodeIdxLabels, parseIdxHeader } from '../../../src/shared/data/idx'

const thrown = (work: () => unknown): StudioError => {
  try {
    work()
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('idx', () => {
  it('reads back the headers it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        const images = encodeIdxImages(new Uint8Array(count * 784).fill(7), 28, 28)
        const labels = encodeIdxLabels(new Uint8Array(count).fill(3))
        expect(parseIdxHeader(images, 'images', 'i')).toEqual({
          part: 'images',
          count,
          rows: 28,
          cols: 28,
          headerBytes: 16,
          fileBytes: images.length,
        })
        expect(parseIdxHeader(labels, 'labels', 'l')).toMatchObject({ count, headerBytes: 8, fileBytes: labels.length })
        expect(images.subarray(16).every((pixel) => pixel === 7)).toBe(true)
        expect([...labels.subarray(8)]).toEqual(new Array(count).fill(3))
      }),
    )
  })

  it('writes the published magic numbers, big-endian', () => {
    expect([...encodeIdxImages(new Uint8Array(784), 28, 28).subarray(0, 16)]).toEqual([
      0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28,
    ])
    expect([...encodeIdxLabels(new Uint8Array([5]))]).toEqual([0, 0, 8, 1, 0, 0, 0, 1, 5])
  })

  it('reads a header inside a larger buffer', () => {
    const file = encodeIdxLabels(new Uint8Array(9))
    const larger = new Uint8Array(file.length + 5)
    larger.set(file, 5)
    expect(parseIdxHeader(larger.subarray(5), 'labels', 'l').count).toBe(9)
  })

  it('says images where labels were expected, and the other way round', () => {
    const images = encodeIdxImages(new Uint8Array(784), 28, 28)
    expect(thrown(() => parseIdxHeader(images, 'labels', 'f'))).toMatchObject({
      code: 'DATA_WRONG_KIND',
      detail: { file: 'f', expectedKind: 'labels', foundKind: 'images' },
    })
    const labels = encodeIdxLabels(new Uint8Array(3))
    expect(thrown(() => parseIdxHeader(labels, 'images', 'f')).detail).toEqual({
      file: 'f',
      expectedKind: 'images',
      foundKind: 'labels',
    })
  })

  it('says what a file of another kind looks like', () => {
    const error = thrown(() => parseIdxHeader(new TextEncoder().encode('<!DOCTYPE html><html>'), 'images', 'f'))
    expect(error).toMatchObject({
      code: 'DATA_WRONG_MAGIC',
      detail: { file: 'f', expected: '0x00000803', found: '0x3c21444f', looksLike: 'html' },
    })
    expect(thrown(() => parseIdxHeader(new Uint8Array(0), 'labels', 'f')).detail).toMatchObject({
      found: '0 B',
      looksLike: 'empty',
    })
  })

  it('refuses a header that breaks off, no images, another image size and too many images', () => {
    const file = encodeIdxImages(new Uint8Array(784), 28, 28)
    expect(thrown(() => parseIdxHeader(file.subarray(0, 10), 'images', 'f'))).toMatchObject({
      code: 'DATA_TRUNCATED',
      detail: { expectedBytes: 16, foundBytes: 10 },
    })
    expect(thrown(() => parseIdxHeader(encodeIdxImages(new Uint8Array(0), 28, 28), 'images', 'f')).code).toBe(
      'DATA_NO_IMAGES',
    )
    expect(thrown(() => parseIdxHeader(encodeIdxImages(new Uint8Array(640), 20, 32), 'images', 'f'))).toMatchObject({
      code: 'DATA_IMAGE_SIZE',
      detail: { rows: 20, cols: 32 },
    })
    new DataView(file.buffer).setUint32(4, 2_000_001)
    expect(thrown(() => parseIdxHeader(file, 'images', 'f'))).toMatchObject({
      code: 'DATA_TOO_LARGE',
      detail: { file: 'f', limitMegabytes: 1568 },
    })
  })

  it('names the first label over 9 by its place in the file', () => {
    expect(() => checkLabels(new Uint8Array([0, 9, 5]), 0, 'f')).not.toThrow()
    expect(thrown(() => checkLabels(new Uint8Array([0, 9, 10, 255]), 100, 'f'))).toMatchObject({
      code: 'DATA_LABEL_RANGE',
      detail: { file: 'f', index: 103, label: 10, max: 9 },
    })
  })
})
