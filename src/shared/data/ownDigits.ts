import { strFromU8, strToU8 } from 'fflate'
import { StudioError } from '../core/errors'
import { MAX_CLASSES, digitNames } from './catalogue'
import { classNamesText } from './classNamesFile'
import { DIGIT_SIDE } from '../image/digitImage'
import {
  IMAGES_HEADER_BYTES,
  LABELS_HEADER_BYTES,
  checkLabels,
  encodeIdxImages,
  encodeIdxLabels,
  parseIdxHeader,
} from './idx'

/** Bytes of one digit. */
export const OWN_PIXELS = DIGIT_SIDE * DIGIT_SIDE
/** Four hours of drawing, at one digit every three seconds. */
export const MAX_OWN_DIGITS = 5000

/** Digits and other characters that the user drew and labelled. Never modified once built. */
export interface OwnDigits {
  /** (count, 784) u8, 0 = paper, 255 = ink. */
  readonly images: Uint8Array<ArrayBuffer>
  /** (count,) u8, indices into `names`. */
  readonly labels: Uint8Array<ArrayBuffer>
  /** Names of the classes by label: the ten digits, then other characters in the order in which they were first drawn. */
  readonly names: readonly string[]
}

/** The files that hold them. */
export interface OwnFiles {
  readonly images: Uint8Array
  readonly labels: Uint8Array
  /** The class names, one per line; null while there are only digits, which need no names. */
  readonly names: Uint8Array | null
}

/** One digit with its label. */
export interface OwnDigit {
  /** (784,) u8 */
  readonly image: Uint8Array
  readonly label: number
}

/** File names; the first two follow MNIST's. */
export const OWN_FILES = {
  images: 'own-images-idx3-ubyte',
  labels: 'own-labels-idx1-ubyte',
  names: 'own-classes.txt',
} as const

const DIGIT_NAMES = digitNames(10)
/** With more, the exported digits could not be opened as a dataset. */
const MAX_NAMES = MAX_CLASSES

export const NO_OWN_DIGITS: OwnDigits = { images: new Uint8Array(0), labels: new Uint8Array(0), names: DIGIT_NAMES }

/**
 * The label of a class; a new class is added to the names.
 * @returns the label, and the digits with the class among their names
 * @throws OWN_DIGITS_FULL when there are as many names as a dataset may have classes
 */
export function labelNamed(own: OwnDigits, name: string): { own: OwnDigits; label: number } {
  const known = own.names.indexOf(name)
  if (known !== -1) return { own, label: known }
  if (own.names.length >= MAX_NAMES) throw new StudioError('OWN_DIGITS_FULL', { limit: MAX_NAMES })
  return { own: { ...own, names: [...own.names, name] }, label: own.names.length }
}

/**
 * Inserts a digit.
 * @param at - its position, 0..count
 * @throws OWN_DIGITS_FULL
 */
export function insertOwnDigit(
  { images, labels, names }: OwnDigits,
  { image, label }: OwnDigit,
  at: number,
): OwnDigits {
  if (labels.length >= MAX_OWN_DIGITS) throw new StudioError('OWN_DIGITS_FULL', { limit: MAX_OWN_DIGITS })
  const place = Math.max(0, Math.min(at, labels.length))
  const more = { images: new Uint8Array(images.length + OWN_PIXELS), labels: new Uint8Array(labels.length + 1), names }
  more.images.set(images.subarray(0, place * OWN_PIXELS))
  more.images.set(image, place * OWN_PIXELS)
  more.images.set(images.subarray(place * OWN_PIXELS), (place + 1) * OWN_PIXELS)
  more.labels.set(labels.subarray(0, place))
  more.labels[place] = label
  more.labels.set(labels.subarray(place), place + 1)
  return more
}

/** Removes the digit at a position; unchanged when there is none. */
export function removeOwnDigit({ images, labels, names }: OwnDigits, at: number): OwnDigits {
  if (at >= labels.length) return { images, labels, names }
  const fewer = { images: new Uint8Array(images.length - OWN_PIXELS), labels: new Uint8Array(labels.length - 1), names }
  fewer.images.set(images.subarray(0, at * OWN_PIXELS))
  fewer.images.set(images.subarray((at + 1) * OWN_PIXELS), at * OWN_PIXELS)
  fewer.labels.set(labels.subarray(0, at))
  fewer.labels.set(labels.subarray(at + 1), at)
  return fewer
}

/** Gives the digit at a position another label; unchanged when there is none. */
export function relabelOwnDigit({ images, labels, names }: OwnDigits, at: number, label: number): OwnDigits {
  return { images, names, labels: labels.map((old, index) => (index === at ? label : old)) }
}

/** @returns two IDX files, and the class names if there are others than the ten digits */
export const encodeOwnDigits = ({ images, labels, names }: OwnDigits): OwnFiles => ({
  images: encodeIdxImages(images, DIGIT_SIDE, DIGIT_SIDE),
  labels: encodeIdxLabels(labels),
  names: names.length > DIGIT_NAMES.length ? strToU8(classNamesText(names)) : null,
})

/**
 * Reads the two IDX files; headers alone mean no digits. Without a file of names the classes are the ten digits.
 * @throws DATA_* codes of `parseIdxHeader`, DATA_TRUNCATED, DATA_TOO_LONG, DATA_COUNTS_DIFFER, DATA_LABEL_RANGE
 */
export function decodeOwnDigits(files: Omit<OwnFiles, 'names'> & { names?: Uint8Array | null }): OwnDigits {
  const { images, labels } = files
  const names = files.names ? readNames(files.names) : DIGIT_NAMES
  if (images.length === IMAGES_HEADER_BYTES && labels.length === LABELS_HEADER_BYTES) return { ...NO_OWN_DIGITS, names }
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
  const read = {
    images: new Uint8Array(images.subarray(image.headerBytes)),
    labels: new Uint8Array(labels.subarray(label.headerBytes)),
  }
  checkLabels(read.labels, 0, OWN_FILES.labels, { firstLabel: 0, classes: names.length })
  return { ...read, names }
}

const readNames = (bytes: Uint8Array): readonly string[] =>
  strFromU8(bytes)
    .split(/\r?\n/)
    .filter((name) => name !== '')
