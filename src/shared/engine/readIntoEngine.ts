import type { Engine, SplitLoader } from './engine'
import type { DatasetShape, ReadOptions } from '../data/datasetSink'
import type { FolderReader } from '../data/folderReader'
import { readDataset } from '../data/readers/readDataset'
import type { Split } from '../data/split'

/**
 * As readDataset, directly into an engine: it loads images while the next ones are being decompressed, and the dataset is
 * never in memory twice.
 * @param engine - must be discarded after an error: it may hold only one split
 * @returns the shape, or null when cancelled
 * @throws as readDataset
 */
export function readIntoEngine(
  folder: FolderReader,
  engine: Engine,
  options: ReadOptions = {},
): Promise<DatasetShape | null> {
  let announced: DatasetShape
  const loaders: Partial<Record<Split, SplitLoader>> = {}
  return readDataset(
    folder,
    {
      reusesBuffer: true,
      begin: (shape) => void (announced = shape),
      chunk: (split, part, bytes) =>
        (loaders[split] ??= engine.createSplitLoader(split, announced[split]))[part](bytes),
    },
    options,
  )
}
