import { StudioError } from '../../core/errors'
import { nameClasses, recogniseByContent, recogniseByName } from '../catalogue'
import type { KnownSet } from '../catalogue'
import { readClassNames } from '../classNamesFile'
import { REUSED_BUFFER_BYTES, CHUNK_BYTES, shapeOf } from '../datasetSink'
import type { DatasetShape, DatasetSink, ReadOptions } from '../datasetSink'
import type { FileSet } from './findFiles'
import { MAX_HASHED_BYTES } from '../folderReader'
import type { FolderReader } from '../folderReader'
import { checkLabels } from '../idx'
import { checkCounts, contentOf, openSlot } from './openIdxFile'
import type { OpenFile } from './openIdxFile'
import { transposeImages } from '../../image/transposeImages'

/** Streams the content behind the header into the sink. @returns false when cancelled */
export async function streamFile(
  folder: FolderReader,
  open: OpenFile,
  known: KnownSet,
  sink: DatasetSink,
  options: ReadOptions,
  report: (done: number) => void,
): Promise<boolean> {
  const { slot, file, header } = open
  const expected = header.fileBytes
  const range = { firstLabel: known.firstLabel, classes: known.classNames.length }
  let done = 0
  const { rows, cols } = header
  // A chunk holds whole images, so that they can be transposed.
  const unit = slot.part === 'images' ? rows * cols : 1
  const most = Math.floor((sink.reusesBuffer ? REUSED_BUFFER_BYTES : CHUNK_BYTES) / unit) * unit
  let chunk = new Uint8Array(Math.min(most, expected - header.headerBytes))
  let filled = 0
  for await (const bytes of contentOf(folder, open)) {
    if (options.signal?.aborted) return false
    if (done + bytes.length > expected) {
      throw new StudioError('DATA_TOO_LONG', { file, expectedBytes: expected, foundBytes: done + bytes.length })
    }
    let from = Math.min(bytes.length, Math.max(0, header.headerBytes - done))
    while (from < bytes.length) {
      const taken = bytes.subarray(from, from + chunk.length - filled)
      if (slot.part === 'labels') checkLabels(taken, done + from - header.headerBytes, file, range)
      chunk.set(taken, filled)
      filled += taken.length
      from += taken.length
      if (filled < chunk.length) break
      if (slot.part === 'images' && known.transposed) transposeImages(chunk, rows, cols)
      if (slot.part === 'labels') subtract(chunk, known.firstLabel)
      await sink.chunk(slot.split, slot.part, chunk)
      const next = Math.min(most, expected - done - from)
      chunk = sink.reusesBuffer ? chunk.subarray(0, next) : new Uint8Array(next)
      filled = 0
    }
    done += bytes.length
    report(done)
  }
  if (done < expected) throw new StudioError('DATA_TRUNCATED', { file, expectedBytes: expected, foundBytes: done })
  return !options.signal?.aborted
}

/** Numbers the labels from 0, in place. */
function subtract(labels: Uint8Array, firstLabel: number): void {
  if (firstLabel !== 0) for (let i = 0; i < labels.length; i++) labels[i] = labels[i]! - firstLabel
}

/**
 * Identifies the set by its file names, else by the checksum of its test labels, else by its file of class names, else by the
 * folder's name.
 */
async function recognise(folder: FolderReader, set: FileSet, testLabels: OpenFile): Promise<KnownSet> {
  if (set.known) return set.known
  // Sets with a known checksum have at most 60,000 labels in a file.
  const small = testLabels.header.fileBytes <= MAX_HASHED_BYTES
  const byContent = small ? recogniseByContent(await folder.sha256(testLabels.file)) : null
  if (byContent) return byContent
  if (set.classNamesFile !== null) return nameClasses(await readClassNames(folder, set.classNamesFile))
  return recogniseByName(folder.name)
}

/**
 * Reads four IDX files: checks all four headers, then streams the contents one file after another (faster than in parallel)
 * and checks them as they arrive. Never holds more than a few MB, whatever the files unpack to. EMNIST's images are
 * transposed and its letters numbered from 0.
 * @param folder - contains the files
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
  const shape = shapeOf(folder.name, known, options, {
    train: { count: trainImages.header.count, rows, cols },
    test: { count: testImages.header.count, rows, cols },
  })
  await sink.begin(shape)
  const total = files.reduce((sum, file) => sum + file.header.fileBytes, 0)
  let before = 0
  for (const open of files) {
    const report = (done: number): void =>
      options.onProgress?.({ stage: 'reading', done: before + done, total, file: open.file })
    if (!(await streamFile(folder, open, known, sink, options, report))) return null
    before += open.header.fileBytes
  }
  return shape
}
