import { StudioError } from '../core/errors'
import { sniffKind } from '../core/sniff'

/** IDX of unsigned bytes (0x08) with 3 dimensions: images. Source: the format section of the MNIST page. */
const IMAGES_MAGIC = 2051 // 0x00000803
/** IDX of unsigned bytes (0x08) with 1 dimension: labels. */
const LABELS_MAGIC = 2049 // 0x00000801
/** Magic, count, rows, cols: four big-endian u32. */
export const IMAGES_HEADER_BYTES = 16
/** Magic, count: two big-endian u32. */
export const LABELS_HEADER_BYTES = 8
/** Side of an image, pixels: the book's network has 784 inputs. */
export const IMAGE_SIDE = 28
/** More could exhaust the memory; EMNIST ByClass has 814,255. */
const MAX_IMAGES = 2_000_000
/** Digits 0 to 9. */
export const CLASSES = 10

/** Which labels a file may hold: firstLabel .. firstLabel + classes - 1. */
export interface LabelRange {
  readonly firstLabel: number
  readonly classes: number
}
const DIGIT_LABELS: LabelRange = { firstLabel: 0, classes: CLASSES }

export type IdxPart = 'images' | 'labels'

/** What the header of an IDX file declares. */
export interface IdxHeader {
  readonly part: IdxPart
  readonly count: number
  /** 0 for labels. */
  readonly rows: number
  /** 0 for labels. */
  readonly cols: number
  readonly headerBytes: number
  /** Length of the whole file, header included. */
  readonly fileBytes: number
}

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * Reads and checks the header of an IDX file.
 * @param head - the file's first 512 bytes or fewer, gunzipped; not modified
 * @param part - what the file should hold
 * @param file - its name, for messages
 * @throws DATA_WRONG_KIND, DATA_WRONG_MAGIC, DATA_TRUNCATED, DATA_NO_IMAGES, DATA_IMAGE_SIZE, DATA_TOO_LARGE
 */
export function parseIdxHeader(head: Uint8Array, part: IdxPart, file: string): IdxHeader {
  const kind = sniffKind(head)
  if (kind !== part) {
    if (kind === 'images' || kind === 'labels') {
      throw new StudioError('DATA_WRONG_KIND', { file, expectedKind: part, foundKind: kind })
    }
    const expected = hex(part === 'images' ? IMAGES_MAGIC : LABELS_MAGIC)
    const found = head.length >= 4 ? hex(viewOf(head).getUint32(0)) : `${head.length} B`
    // A gzip file is unpacked before it gets here, so this one was packed twice.
    const looksLike = kind === 'gzip' ? 'gzipTwice' : kind
    throw new StudioError('DATA_WRONG_MAGIC', { file, expected, found, looksLike })
  }
  const headerBytes = part === 'images' ? IMAGES_HEADER_BYTES : LABELS_HEADER_BYTES
  if (head.length < headerBytes) {
    throw new StudioError('DATA_TRUNCATED', { file, expectedBytes: headerBytes, foundBytes: head.length })
  }
  const view = viewOf(head)
  const count = view.getUint32(4)
  if (count === 0) throw new StudioError('DATA_NO_IMAGES', { file })
  const rows = part === 'images' ? view.getUint32(8) : 0
  const cols = part === 'images' ? view.getUint32(12) : 0
  if (part === 'images' && (rows !== IMAGE_SIDE || cols !== IMAGE_SIDE)) {
    throw new StudioError('DATA_IMAGE_SIZE', { file, rows, cols })
  }
  const itemBytes = part === 'images' ? rows * cols : 1
  if (count > MAX_IMAGES) {
    throw new StudioError('DATA_TOO_LARGE', { file, limitMegabytes: Math.ceil((MAX_IMAGES * itemBytes) / 1e6) })
  }
  return { part, count, rows, cols, headerBytes, fileBytes: headerBytes + count * itemBytes }
}

/**
 * Checks consecutive labels.
 * @param labels - u8; not modified
 * @param first - position in the file of labels[0], 0-based
 * @param range - ten digits unless the set is known to have other classes
 * @throws DATA_LABEL_RANGE with the 1-based position of the first label out of range
 */
export function checkLabels(labels: Uint8Array, first: number, file: string, range: LabelRange = DIGIT_LABELS): void {
  const min = range.firstLabel
  const max = min + range.classes - 1
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!
    if (label < min || label > max) {
      throw new StudioError('DATA_LABEL_RANGE', { file, index: first + i + 1, label, min, max })
    }
  }
}

/**
 * Writes images as an IDX3 file.
 * @param images - (count, rows * cols) u8, row-major; not modified
 * @returns header and images in one new buffer
 */
export function encodeIdxImages(images: Uint8Array, rows: number, cols: number): Uint8Array {
  const bytes = new Uint8Array(IMAGES_HEADER_BYTES + images.length)
  const view = viewOf(bytes)
  view.setUint32(0, IMAGES_MAGIC)
  view.setUint32(4, images.length / (rows * cols))
  view.setUint32(8, rows)
  view.setUint32(12, cols)
  bytes.set(images, IMAGES_HEADER_BYTES)
  return bytes
}

/**
 * Writes labels as an IDX1 file.
 * @param labels - (count,) u8; not modified
 * @returns header and labels in one new buffer
 */
export function encodeIdxLabels(labels: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(LABELS_HEADER_BYTES + labels.length)
  const view = viewOf(bytes)
  view.setUint32(0, LABELS_MAGIC)
  view.setUint32(4, labels.length)
  bytes.set(labels, LABELS_HEADER_BYTES)
  return bytes
}
