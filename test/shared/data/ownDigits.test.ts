import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StudioError } from '../../../src/shared/core/errors'
import { mixOwnDigits } from '../../../src/shared/data/mixOwnDigits'
import {
  MAX_OWN_DIGITS,
  NO_OWN_DIGITS,
  decodeOwnDigits,
  encodeOwnDigits,
  insertOwnDigit,
  labelNamed,
  relabelOwnDigit,
  removeOwnDigit,
} from '../../../src/shared/data/ownDigits'
import type { OwnDigits } from '../../../src/shared/data/ownDigits'
import { datasetFingerprint } from '../../../src/shared/runs/datasetFingerprint'
import { smallDataset } from '../training/support'

const digit = (label: number) => ({ image: new Uint8Array(784).fill(label * 20 + 1), label })
const some = (...labels: number[]) =>
  labels.reduce<OwnDigits>((own, label) => insertOwnDigit(own, digit(label), Infinity), NO_OWN_DIGITS)
/** What each image says it is, by its ink. */
const inks = ({ images, labels }: OwnDigits) => [...labels.keys()].map((i) => ((images[i * 784] ?? 0) - 1) / 20)

describe('own digits', () => {
  it('keep image and label together wherever one is put in or taken out', () => {
    const own = insertOwnDigit(some(3, 5), digit(9), 1)
    expect([...own.labels]).toEqual([3, 9, 5])
    expect(inks(own)).toEqual([3, 9, 5])
    expect(inks(removeOwnDigit(own, 0))).toEqual([9, 5])
    expect([...removeOwnDigit(own, 2).labels]).toEqual([3, 9])
    expect(removeOwnDigit(own, 3)).toEqual(own)
  })

  it('taking out and putting back changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }), fc.nat(), (labels, n) => {
        const own = some(...labels)
        const at = n % labels.length
        const back = insertOwnDigit(removeOwnDigit(own, at), digit(labels[at] ?? 0), at)
        expect(back).toEqual(own)
      }),
      { numRuns: 40 },
    )
  })

  it('give one digit another label', () => {
    expect([...relabelOwnDigit(some(1, 2, 3), 1, 7).labels]).toEqual([1, 7, 3])
  })

  it('come back from their IDX files, an empty set too', () => {
    for (const own of [NO_OWN_DIGITS, some(4), some(0, 9, 1)]) {
      expect(decodeOwnDigits(encodeOwnDigits(own))).toEqual(own)
    }
  })

  it.each<[string, (files: { images: Uint8Array; labels: Uint8Array }) => { images: Uint8Array; labels: Uint8Array }]>([
    ['DATA_TRUNCATED', ({ images, labels }) => ({ images: images.subarray(0, -1), labels })],
    ['DATA_TOO_LONG', ({ images, labels }) => ({ images, labels: Uint8Array.of(...labels, 0) })],
    ['DATA_COUNTS_DIFFER', ({ images }) => ({ images, labels: encodeOwnDigits(some(1)).labels })],
    ['DATA_LABEL_RANGE', ({ images, labels }) => ({ images, labels: labels.map((byte, i) => (i === 9 ? 10 : byte)) })],
    ['DATA_WRONG_KIND', ({ images, labels }) => ({ images: labels, labels: images })],
  ])('are refused with %s when a file is damaged so', (code, damage) => {
    try {
      decodeOwnDigits(damage(encodeOwnDigits(some(1, 2))))
    } catch (error) {
      expect(error instanceof StudioError ? error.code : error).toBe(code)
      return
    }
    throw new Error('nothing was refused')
  })

  it('say when there are too many', () => {
    const full = {
      ...NO_OWN_DIGITS,
      images: new Uint8Array(MAX_OWN_DIGITS * 784),
      labels: new Uint8Array(MAX_OWN_DIGITS),
    }
    expect(() => insertOwnDigit(full, digit(1), 0)).toThrow('OWN_DIGITS_FULL')
  })
})

describe('mixOwnDigits', () => {
  it('appends to the training split alone and changes the fingerprint', () => {
    const own = some(3, 5)
    const mixed = mixOwnDigits(smallDataset, own, 1)
    expect(mixed.train.count).toBe(smallDataset.train.count + 2)
    expect(mixed.ownDigits).toBe(2)
    expect([...mixed.train.labels.subarray(-2)]).toEqual([3, 5])
    expect(mixed.train.images.subarray(-2 * 784)).toEqual(own.images)
    expect(mixed.train.images.subarray(0, smallDataset.train.images.length)).toEqual(smallDataset.train.images)
    expect(mixed.test).toBe(smallDataset.test)
    expect(datasetFingerprint(mixed).digest).not.toBe(datasetFingerprint(smallDataset).digest)
  })

  it('gives each the label that its class has in the dataset, and leaves out what is of none of its classes', () => {
    const { own, label } = labelNamed(some(3, 5), 'B')
    const withLetter = insertOwnDigit(own, { image: new Uint8Array(784).fill(77), label }, Infinity)
    expect(mixOwnDigits(smallDataset, withLetter, 1).ownDigits).toBe(2)
    const letters = { ...smallDataset, classes: 3, classNames: ['A', 'B', 'C'] }
    const mixed = mixOwnDigits(letters, withLetter, 1)
    expect(mixed.ownDigits).toBe(1)
    expect([mixed.train.labels.at(-1), mixed.train.images.at(-1)]).toEqual([1, 77])
    expect(mixOwnDigits(letters, some(3), 1)).toBe(letters)
  })

  it('appends each as often as it counts, and says so in the fingerprint', () => {
    const own = some(3, 5)
    const mixed = mixOwnDigits(smallDataset, own, 10)
    expect(mixed.train.count).toBe(smallDataset.train.count + 20)
    expect([...mixed.train.labels.subarray(-4)]).toEqual([3, 5, 3, 5])
    const copy = (k: number) =>
      mixed.train.images.subarray(smallDataset.train.images.length).subarray(k * 2 * 784, (k + 1) * 2 * 784)
    expect(copy(0)).toEqual(own.images)
    // The others are varied, each in its own way, and in every run alike.
    expect(copy(1)).not.toEqual(copy(0))
    expect(copy(2)).not.toEqual(copy(1))
    expect(mixOwnDigits(smallDataset, own, 10)).toEqual(mixed)
    expect(datasetFingerprint(mixed)).toMatchObject({ ownDigits: 2, ownTimes: 10 })
  })

  it('is the dataset itself without own digits', () => {
    expect(mixOwnDigits(smallDataset, NO_OWN_DIGITS, 1)).toBe(smallDataset)
  })
})
