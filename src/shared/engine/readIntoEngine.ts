import type { Engine, Intake } from './engine'
import type { DatasetShape, ReadOptions } from '../data/datasetSink'
import type { FolderReader } from '../data/folderReader'
import { readDataset } from '../data/readers/readDataset'
import type { Split } from '../data/split'

/**
 * As readDataset, into an engine: it works on the images that are there while the next ones are unpacked, and the dataset
 * is never in memory a second time.
 * @param engine - to be thrown away after an error: it may have one split only
 * @returns the shape, or null when cancelled
 * @throws as readDataset
 */
export function readIntoEngine(
  folder: FolderReader,
  engine: Engine,
  options: ReadOptions = {},
): Promise<DatasetShape | null> {
  let announced: DatasetShape
  const intakes: Partial<Record<Split, Intake>> = {}
  return readDataset(
    folder,
    {
      borrows: true,
      begin: (shape) => void (announced = shape),
      piece: (split, part, bytes) => (intakes[split] ??= engine.intake(split, announced[split]))[part](bytes),
    },
    options,
  )
}
