import { StudioError } from '../../core/errors'
import { UNKNOWN_IDX, nameClasses } from '../catalogue'
import { readClassNames } from '../classNamesFile'
import { shapeOf } from '../datasetSink'
import type { DatasetShape, DatasetSink, ReadOptions } from '../datasetSink'
import type { FilePair } from './findFiles'
import type { FolderReader } from '../folderReader'
import { checkCounts, openSlot } from './openIdxFile'
import { streamFile } from './idxSet'
import { testMask } from '../trainTestSplit'
import type { Split } from '../split'

const SPLITS = ['train', 'test'] as const

/** The items that belong to a split. @param mask - (count,) u8, 1 = test @param size - bytes of one item */
function partOf(split: Split, items: Uint8Array, mask: Uint8Array, size: number): Uint8Array {
  const wanted = Number(split === 'test')
  const part = new Uint8Array(mask.filter((test) => test === wanted).length * size)
  let filled = 0
  mask.forEach((test, i) => {
    if (test !== wanted) return
    part.set(items.subarray(i * size, (i + 1) * size), filled)
    filled += size
  })
  return part
}

/**
 * Reads a pair of images and labels and splits it 6:1 into training and test data, always the same way. Streams the images
 * once per split: never holds more than the labels and a few MB, and the sink gets one split after the other.
 * @param folder - contains the files
 * @returns the shape, or null when cancelled
 * @throws as readDataset
 */
export async function readIdxPair(
  folder: FolderReader,
  { slots, classNamesFile }: FilePair,
  sink: DatasetSink,
  options: ReadOptions,
): Promise<DatasetShape | null> {
  const images = await openSlot(folder, slots[0])
  const labels = await openSlot(folder, slots[1])
  checkCounts(images, labels)
  const known = classNamesFile === null ? UNKNOWN_IDX : nameClasses(await readClassNames(folder, classNamesFile))
  if (options.signal?.aborted) return null

  const total = labels.header.fileBytes + SPLITS.length * images.header.fileBytes
  const report = (file: string, before: number) => (done: number) =>
    options.onProgress?.({ stage: 'reading', done: before + done, total, file })
  const { count, rows, cols } = images.header
  const label = new Uint8Array(count)
  let filled = 0
  const collect: DatasetSink = {
    reusesBuffer: true,
    begin: () => undefined,
    chunk(_split, _part, bytes) {
      label.set(bytes, filled)
      filled += bytes.length
    },
  }
  if (!(await streamFile(folder, labels, known, collect, options, report(labels.file, 0)))) return null

  const mask = testMask(label)
  const tests = mask.reduce((sum, test) => sum + test, 0)
  if (tests === 0) throw new StudioError('DATA_TOO_FEW_IMAGES', { folder: folder.name, found: count })
  const shape = shapeOf(folder.name, known, options, {
    train: { count: count - tests, rows, cols },
    test: { count: tests, rows, cols },
  })
  await sink.begin(shape)
  const size = rows * cols
  let before = labels.header.fileBytes
  for (const split of SPLITS) {
    let image = 0
    const pick: DatasetSink = {
      reusesBuffer: true,
      begin: () => undefined,
      async chunk(_split, _part, bytes) {
        const here = mask.subarray(image, image + bytes.length / size)
        image += here.length
        const part = partOf(split, bytes, here, size)
        if (part.length > 0) await sink.chunk(split, 'images', part)
      },
    }
    if (!(await streamFile(folder, images, known, pick, options, report(images.file, before)))) return null
    await sink.chunk(split, 'labels', partOf(split, label, mask, 1))
    before += images.header.fileBytes
  }
  return shape
}
