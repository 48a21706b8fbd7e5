import { StudioError } from '../contract/errors'
import type { DatasetProgress } from '../contract/studioApi'
import type { TrainerRequests } from '../contract/trainerProtocol'
import type { Split } from '../engine/engine'
import type { Dataset, DatasetSource, ImageSet } from './dataset'
import { findFiles } from './findFiles'
import type { FileSlot } from './findFiles'
import type { FolderReader } from './folderReader'
import { CLASSES, checkLabels, parseIdxHeader } from './idx'
import type { IdxHeader, IdxPart } from './idx'
import { sniffKind } from './sniff'

/** Name, source and shape of a dataset whose four headers were read and found in order. */
export type DatasetShape = TrainerRequests['dataset.begin']['payload']

/** Takes a dataset in, in order: `begin` once, then the pieces of train images, train labels, test images, test labels. */
export interface DatasetSink {
  begin(shape: DatasetShape): void | Promise<void>
  /** @param bytes - no IDX header; at most 4 MiB, in a buffer of its own that the sink may keep or transfer */
  piece(split: Split, part: IdxPart, bytes: Uint8Array): void | Promise<void>
}

export interface ReadOptions {
  readonly source?: DatasetSource
  readonly onProgress?: (progress: DatasetProgress) => void
  /** An AbortSignal, or anything with its `aborted`. */
  readonly signal?: { readonly aborted: boolean }
}

/** One of the four files, chosen and with its header read. */
interface OpenFile {
  readonly slot: FileSlot
  readonly file: string
  readonly unzip: boolean
  readonly header: IdxHeader
}

const PIECE_BYTES = 4 * 1024 * 1024
const HEAD_BYTES = 512

/** Runs through a file's bytes and calls its gzip broken when it is. */
async function* bytesOf(folder: FolderReader, file: string, unzip: boolean): AsyncGenerator<Uint8Array> {
  try {
    yield* folder.bytes(file, unzip)
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
  for await (const bytes of bytesOf(folder, file, true)) {
    const taken = bytes.subarray(0, count - length)
    head.set(taken, length)
    length += taken.length
    if (length === count) break
  }
  return head.subarray(0, length)
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
      return { slot, file, unzip, header: parseIdxHeader(head, slot.part, file) }
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
  sink: DatasetSink,
  options: ReadOptions,
  report: (done: number) => void,
): Promise<boolean> {
  const expected = header.fileBytes
  let done = 0
  let piece = new Uint8Array(Math.min(PIECE_BYTES, expected - header.headerBytes))
  let filled = 0
  for await (const bytes of bytesOf(folder, file, unzip)) {
    if (options.signal?.aborted) return false
    if (done + bytes.length > expected) {
      throw new StudioError('DATA_TOO_LONG', { file, expectedBytes: expected, foundBytes: done + bytes.length })
    }
    let from = Math.min(bytes.length, Math.max(0, header.headerBytes - done))
    while (from < bytes.length) {
      const taken = bytes.subarray(from, from + piece.length - filled)
      if (slot.part === 'labels') checkLabels(taken, done + from - header.headerBytes, file)
      piece.set(taken, filled)
      filled += taken.length
      from += taken.length
      if (filled < piece.length) break
      await sink.piece(slot.split, slot.part, piece)
      piece = new Uint8Array(Math.min(PIECE_BYTES, expected - done - from))
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

/**
 * Reads an MNIST folder: finds the four files, checks all four headers, then streams the contents one file after another
 * (in parallel was measured slower) and checks them on the way. Never holds more than a few MB, whatever the files unpack to.
 * @param folder - the surroundings
 * @param sink - takes the contents; what it got before an error is to be thrown away
 * @returns the shape, or null when cancelled
 * @throws every DATA_ code, FILE_READ_FAILED, and what the sink throws
 */
export async function readDataset(
  folder: FolderReader,
  sink: DatasetSink,
  options: ReadOptions = {},
): Promise<DatasetShape | null> {
  const slots = findFiles(await folder.list(), folder.name)
  const files: OpenFile[] = []
  for (const slot of slots) {
    if (options.signal?.aborted) return null
    files.push(await openSlot(folder, slot))
  }
  const [trainImages, trainLabels, testImages, testLabels] = files
  if (!trainImages || !trainLabels || !testImages || !testLabels) throw new StudioError('INTERNAL', { reason: 'slots' })
  checkCounts(trainImages, trainLabels)
  checkCounts(testImages, testLabels)
  if (options.signal?.aborted) return null

  const { rows, cols } = trainImages.header
  const shape: DatasetShape = {
    name: folder.name,
    source: options.source ?? 'folder',
    classes: CLASSES,
    train: { count: trainImages.header.count, rows, cols },
    test: { count: testImages.header.count, rows, cols },
  }
  await sink.begin(shape)
  const total = files.reduce((sum, file) => sum + file.header.fileBytes, 0)
  let before = 0
  for (const open of files) {
    const report = (done: number): void =>
      options.onProgress?.({ stage: 'reading', done: before + done, total, file: open.file })
    if (!(await pourFile(folder, open, sink, options, report))) return null
    before += open.header.fileBytes
  }
  return shape
}

/** As {@link readDataset}, into memory. @returns the dataset, or null when cancelled */
export async function readWholeDataset(folder: FolderReader, options: ReadOptions = {}): Promise<Dataset | null> {
  type Filling = ImageSet & { filled: { images: number; labels: number } }
  const sets: Partial<Record<Split, Filling>> = {}
  const shape = await readDataset(
    folder,
    {
      begin(shape) {
        for (const split of ['train', 'test'] as const) {
          const { count, rows, cols } = shape[split]
          const images = new Uint8Array(count * rows * cols)
          sets[split] = { images, labels: new Uint8Array(count), count, rows, cols, filled: { images: 0, labels: 0 } }
        }
      },
      piece(split, part, bytes) {
        const set = sets[split]
        if (!set) return
        set[part].set(bytes, set.filled[part])
        set.filled[part] += bytes.length
      },
    },
    options,
  )
  if (!shape || !sets.train || !sets.test) return null
  const finished = ({ images, labels, count, rows, cols }: Filling): ImageSet => ({ images, labels, count, rows, cols })
  const { name, source, classes } = shape
  return { name, source, classes, train: finished(sets.train), test: finished(sets.test) }
}
