import type { Dataset, ImageSet } from '../dataset'
import type { DatasetShape, DatasetSink, ReadOptions } from '../datasetSink'
import type { FolderReader } from '../folderReader'
import { locateDataset } from './locateDataset'
import { readIdxPair } from './idxPair'
import { readIdxSet } from './idxSet'
import type { Split } from '../split'

/**
 * Reads a dataset folder: four IDX files or a pair of them, in it or in its one matching subfolder, or PNG files in one
 * folder per class.
 * @param sink - receives the contents; after an error it must discard them
 * @returns the shape, or null when cancelled
 * @throws every DATA_ code, FILE_READ_FAILED, and what the sink throws
 */
export async function readDataset(
  folder: FolderReader,
  sink: DatasetSink,
  options: ReadOptions = {},
): Promise<DatasetShape | null> {
  const located = await locateDataset(folder, options.wanted)
  if (options.signal?.aborted) return null
  if (located.form === 'idx') return readIdxSet(located.folder, located.files, sink, options)
  if (located.form === 'pair') return readIdxPair(located.folder, located.pair, sink, options)
  // Loaded on demand: the PNG decoder loads slowly, and few datasets need it.
  const { readPngFolder } = await import('./png/readFolder')
  return readPngFolder(located.plan, sink, options)
}

/** As {@link readDataset}, into memory. @returns the dataset, or null when cancelled */
export async function readWholeDataset(folder: FolderReader, options: ReadOptions = {}): Promise<Dataset | null> {
  type Filling = ImageSet & { filled: { images: number; labels: number } }
  const sets: Partial<Record<Split, Filling>> = {}
  const shape = await readDataset(
    folder,
    {
      reusesBuffer: true,
      begin(shape) {
        for (const split of ['train', 'test'] as const) {
          const { count, rows, cols } = shape[split]
          const images = new Uint8Array(count * rows * cols)
          sets[split] = { images, labels: new Uint8Array(count), count, rows, cols, filled: { images: 0, labels: 0 } }
        }
      },
      chunk(split, part, bytes) {
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
  return { ...shape, train: finished(sets.train), test: finished(sets.test) }
}
