import { StudioError } from '../contract/errors'
import { recogniseSet } from './catalogue'
import type { KnownSet } from './catalogue'
import { BORROWED_BYTES, PIECE_BYTES } from './datasetSink'
import type { DatasetShape, DatasetSink, ReadOptions } from './datasetSink'
import type { FileSet, FileSlot } from './findFiles'
import { MAX_HASHED_BYTES } from './folderReader'
import type { FolderReader } from './folderReader'
import { checkLabels, parseIdxHeader } from './idx'
import type { IdxHeader } from './idx'
import { sniffKind } from './sniff'
import { transposeImages } from './transposeImages'

/** One of the four files, chosen and with its header read. */
interface OpenFile {
  readonly slot: FileSlot
  readonly file: string
  readonly unzip: boolean
  readonly header: IdxHeader
}

const HEAD_BYTES = 512
/** What a gzip announces up to here is read however small the file is. */
const HARMLESS_BYTES = 128_000_000
/** gzip makes pictures of writing about five times smaller; a thousand times is the most it can, of nothing but zeros. */
const MOST_PACKED = 100

/** Runs through a file's bytes and calls its gzip broken when it is. */
async function* bytesOf(
  folder: FolderReader,
  file: string,
  unzip: boolean,
  wanted?: number,
): AsyncGenerator<Uint8Array> {
  try {
    yield* folder.bytes(file, unzip, wanted)
  } catch (error) {
    if (!unzip || error instanceof StudioError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new StudioError('DATA_GZIP_BROKEN', { file, reason })
  }
}

/** The first `count` bytes after gunzipping. */
async function unzippedHead(folder: FolderReader, file: string, count: number): Promise<Uint8Array> {
  const head = new Uint8Array(count)
  let length = 0
  for await (const bytes of bytesOf(folder, file, true, count)) {
    const taken = bytes.subarray(0, count - length)
    head.set(taken, length)
    length += taken.length
    if (length === count) break
  }
  return head.subarray(0, length)
}

/** Refuses a small gzip that announces a lot, before memory is set aside for it. @throws DATA_TOO_LARGE */
async function checkPacking(folder: FolderReader, file: string, { fileBytes }: IdxHeader): Promise<void> {
  if (fileBytes <= HARMLESS_BYTES || fileBytes <= MOST_PACKED * (await folder.size(file))) return
  throw new StudioError('DATA_TOO_LARGE', { file, limitMegabytes: HARMLESS_BYTES / 1e6 })
}

/** Reads the header of the first candidate that is in order; a spoilt one beside a good one does no harm. */
async function openSlot(folder: FolderReader, slot: FileSlot): Promise<OpenFile> {
  const failures: unknown[] = []
  for (const file of slot.candidates) {
    try {
      // The content decides, not the name: browsers unpack .gz while saving and keep the name.
      const stored = await folder.head(file, HEAD_BYTES)
      const unzip = sniffKind(stored) === 'gzip'
      const head = unzip ? await unzippedHead(folder, file, HEAD_BYTES) : stored
      const header = parseIdxHeader(head, slot.part, file)
      if (unzip) await checkPacking(folder, file, header)
      return { slot, file, unzip, header }
    } catch (error) {
      failures.push(error)
    }
  }
  throw failures[0]
}

/** Streams the content behind the header into the sink. @returns false when cancelled */
async function pourFile(
  folder: FolderReader,
  { slot, file, unzip, header }: OpenFile,
  known: KnownSet,
  sink: DatasetSink,
  options: ReadOptions,
  report: (done: number) => void,
): Promise<boolean> {
  const expected = header.fileBytes
  const range = { firstLabel: known.firstLabel, classes: known.classNames.length }
  let done = 0
  const { rows, cols } = header
  // A piece holds whole images, so that each can be turned over.
  const unit = slot.part === 'images' ? rows * cols : 1
  const most = Math.floor((sink.borrows ? BORROWED_BYTES : PIECE_BYTES) / unit) * unit
  let piece = new Uint8Array(Math.min(most, expected - header.headerBytes))
  let filled = 0
  for await (const bytes of bytesOf(folder, file, unzip)) {
    if (options.signal?.aborted) return false
    if (done + bytes.length > expected) {
      throw new StudioError('DATA_TOO_LONG', { file, expectedBytes: expected, foundBytes: done + bytes.length })
    }
    let from = Math.min(bytes.length, Math.max(0, header.headerBytes - done))
    while (from < bytes.length) {
      const taken = bytes.subarray(from, from + piece.length - filled)
      if (slot.part === 'labels') checkLabels(taken, done + from - header.headerBytes, file, range)
      piece.set(taken, filled)
      filled += taken.length
      from += taken.length
      if (filled < piece.length) break
      if (slot.part === 'images' && known.transposed) transposeImages(piece, rows, cols)
      if (slot.part === 'labels') subtract(piece, known.firstLabel)
      await sink.piece(slot.split, slot.part, piece)
      const next = Math.min(most, expected - done - from)
      piece = sink.borrows ? piece.subarray(0, next) : new Uint8Array(next)
      filled = 0
    }
    done += bytes.length
    report(done)
  }
  if (done < expected) throw new StudioError('DATA_TRUNCATED', { file, expectedBytes: expected, foundBytes: done })
  return !options.signal?.aborted
}

/** Both halves of a split must tell of the same number of images. */
function checkCounts(images: OpenFile, labels: OpenFile): void {
  if (images.header.count === labels.header.count) return
  throw new StudioError('DATA_COUNTS_DIFFER', {
    imagesFile: images.file,
    imageCount: images.header.count,
    labelsFile: labels.file,
    labelCount: labels.header.count,
  })
}

/** The file's labels as classes, in place. */
function subtract(labels: Uint8Array, firstLabel: number): void {
  if (firstLabel !== 0) for (let i = 0; i < labels.length; i++) labels[i] = labels[i]! - firstLabel
}

/** Which set it is: by its names, else by the checksum of its test labels, else by the folder's name. */
async function recognise(folder: FolderReader, set: FileSet, testLabels: OpenFile): Promise<KnownSet> {
  if (set.known) return set.known
  // Labels of 70,000 images are small; what is announced larger is no set that a checksum is known of.
  const small = testLabels.header.fileBytes <= MAX_HASHED_BYTES
  return recogniseSet(small ? await folder.sha256(testLabels.file) : null, folder.name)
}

/**
 * Reads four IDX files: checks all four headers, then streams the contents one file after another (in parallel was measured
 * slower) and checks them on the way. Never holds more than a few MB, whatever the files unpack to. Images of EMNIST are
 * turned upright, its letters counted from 0.
 * @param folder - where they lie
 * @param set - a complete set of names
 * @returns the shape, or null when cancelled
 * @throws as readDataset
 */
export async function readIdxSet(
  folder: FolderReader,
  set: FileSet,
  sink: DatasetSink,
  options: ReadOptions,
): Promise<DatasetShape | null> {
  const files: OpenFile[] = []
  for (const slot of set.slots) {
    if (options.signal?.aborted) return null
    files.push(await openSlot(folder, slot))
  }
  const [trainImages, trainLabels, testImages, testLabels] = files
  if (!trainImages || !trainLabels || !testImages || !testLabels) throw new StudioError('INTERNAL', { reason: 'slots' })
  checkCounts(trainImages, trainLabels)
  checkCounts(testImages, testLabels)
  const known = await recognise(folder, set, testLabels)
  if (options.signal?.aborted) return null

  const { rows, cols } = trainImages.header
  const shape: DatasetShape = {
    name: folder.name,
    source: options.source ?? 'folder',
    classes: known.classNames.length,
    set: known.id,
    classNames: known.classNames,
    train: { count: trainImages.header.count, rows, cols },
    test: { count: testImages.header.count, rows, cols },
  }
  await sink.begin(shape)
  const total = files.reduce((sum, file) => sum + file.header.fileBytes, 0)
  let before = 0
  for (const open of files) {
    const report = (done: number): void =>
      options.onProgress?.({ stage: 'reading', done: before + done, total, file: open.file })
    if (!(await pourFile(folder, open, known, sink, options, report))) return null
    before += open.header.fileBytes
  }
  return shape
}
