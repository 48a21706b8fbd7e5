import { StudioError } from '../contract/errors'
import { DIGIT_SIDE } from '../data/digitImage'
import {
  CLASSES,
  IMAGES_HEADER_BYTES,
  LABELS_HEADER_BYTES,
  checkLabels,
  encodeIdxImages,
  encodeIdxLabels,
  parseIdxHeader,
} from '../data/idx'

/** Bytes of one digit. */
export const OWN_PIXELS = DIGIT_SIDE * DIGIT_SIDE
/** A person who writes one digit every three seconds reaches this after four hours. */
export const MAX_OWN_DIGITS = 5000

/** Digits a person drew and labelled, as the network saw them. Never modified once built. */
export interface OwnDigits {
  /** (count, 784) u8, 0 = paper, 255 = ink. */
  readonly images: Uint8Array<ArrayBuffer>
  /** (count,) u8, 0..9. */
  readonly labels: Uint8Array<ArrayBuffer>
}

/** One digit and its place among the others. */
export interface OwnDigit {
  /** (784,) u8 */
  readonly image: Uint8Array
  readonly label: number
}

/** The names of the two files, as MNIST's are called. */
export const OWN_FILES = { images: 'own-images-idx3-ubyte', labels: 'own-labels-idx1-ubyte' } as const

export const NO_OWN_DIGITS: OwnDigits = { images: new Uint8Array(0), labels: new Uint8Array(0) }

/**
 * Puts a digit in.
 * @param at - its position, 0..count
 * @throws OWN_DIGITS_FULL
 */
export function insertOwnDigit({ images, labels }: OwnDigits, { image, label }: OwnDigit, at: number): OwnDigits {
  if (labels.length >= MAX_OWN_DIGITS) throw new StudioError('OWN_DIGITS_FULL', { limit: MAX_OWN_DIGITS })
  const place = Math.max(0, Math.min(at, labels.length))
  const more = { images: new Uint8Array(images.length + OWN_PIXELS), labels: new Uint8Array(labels.length + 1) }
  more.images.set(images.subarray(0, place * OWN_PIXELS))
  more.images.set(image, place * OWN_PIXELS)
  more.images.set(images.subarray(place * OWN_PIXELS), (place + 1) * OWN_PIXELS)
  more.labels.set(labels.subarray(0, place))
  more.labels[place] = label
  more.labels.set(labels.subarray(place), place + 1)
  return more
}

/** Takes the digit at a position out; unchanged when there is none. */
export function removeOwnDigit({ images, labels }: OwnDigits, at: number): OwnDigits {
  if (at >= labels.length) return { images, labels }
  const fewer = { images: new Uint8Array(images.length - OWN_PIXELS), labels: new Uint8Array(labels.length - 1) }
  fewer.images.set(images.subarray(0, at * OWN_PIXELS))
  fewer.images.set(images.subarray((at + 1) * OWN_PIXELS), at * OWN_PIXELS)
  fewer.labels.set(labels.subarray(0, at))
  fewer.labels.set(labels.subarray(at + 1), at)
  return fewer
}

/** Gives the digit at a position another label; unchanged when there is none. */
export function relabelOwnDigit({ images, labels }: OwnDigits, at: number, label: number): OwnDigits {
  return { images, labels: labels.map((old, index) => (index === at ? label : old)) }
}

/** @returns the two IDX files */
export const encodeOwnDigits = ({ images, labels }: OwnDigits): { images: Uint8Array; labels: Uint8Array } => ({
  images: encodeIdxImages(images, DIGIT_SIDE, DIGIT_SIDE),
  labels: encodeIdxLabels(labels),
})

/**
 * Reads the two IDX files; headers alone are no digits.
 * @throws DATA_* codes of `parseIdxHeader`, DATA_TRUNCATED, DATA_COUNTS_DIFFER, DATA_LABEL_RANGE
 */
export function decodeOwnDigits(files: { images: Uint8Array; labels: Uint8Array }): OwnDigits {
  const { images, labels } = files
  if (images.length === IMAGES_HEADER_BYTES && labels.length === LABELS_HEADER_BYTES) return NO_OWN_DIGITS
  const image = parseIdxHeader(images, 'images', OWN_FILES.images)
  const label = parseIdxHeader(labels, 'labels', OWN_FILES.labels)
  for (const [file, header, bytes] of [
    [OWN_FILES.images, image, images],
    [OWN_FILES.labels, label, labels],
  ] as const) {
    if (bytes.length === header.fileBytes) continue
    const code = bytes.length < header.fileBytes ? 'DATA_TRUNCATED' : 'DATA_TOO_LONG'
    throw new StudioError(code, { file, expectedBytes: header.fileBytes, foundBytes: bytes.length })
  }
  if (image.count !== label.count) {
    throw new StudioError('DATA_COUNTS_DIFFER', {
      imagesFile: OWN_FILES.images,
      imageCount: image.count,
      labelsFile: OWN_FILES.labels,
      labelCount: label.count,
    })
  }
  const read = { images: images.slice(image.headerBytes), labels: labels.slice(label.headerBytes) }
  checkLabels(read.labels, 0, OWN_FILES.labels, { firstLabel: 0, classes: CLASSES })
  return read as OwnDigits
}
