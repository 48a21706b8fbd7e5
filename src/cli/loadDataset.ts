import { loadDatasetFolder, openDatasetFolder } from '../node/datasetFolder'
import type { Hyperparameters } from '../shared/training/hyperparameters'
import { mixHandwriting } from '../shared/data/handwriting/mixHandwriting'
import type { Dataset } from '../shared/data/dataset'
import type { DatasetShape } from '../shared/data/datasetSink'
import { readIntoEngine } from '../shared/engine/readIntoEngine'
import { StudioError } from '../shared/core/errors'
import { SAMPLE_SEED, drawSampleDataset } from '../shared/data/sampleDigits/sampleDigits'
import type { Engine } from '../shared/engine/engine'

/** What training needs to know about a dataset loaded into an engine. */
export type LoadedShape = Pick<DatasetShape, 'classes' | 'train' | 'test'>

/** null means cancelled, and nothing here cancels. */
function loaded<T>(result: T | null): T {
  if (result === null) throw new StudioError('TRAINING_NO_DATA')
  return result
}

/** @param folder - MNIST folder; undefined for the built-in sample. @throws every DATA_ code, FILE_READ_FAILED */
export async function loadDataset(folder: string | undefined): Promise<Dataset> {
  if (folder === undefined) return drawSampleDataset(SAMPLE_SEED)
  return loaded(await loadDatasetFolder(folder, { name: folder }))
}

/** As {@link loadDataset}, into an engine, with what the hyperparameters add; the images themselves are not kept. */
export async function loadInto(
  engine: Engine,
  folder: string | undefined,
  { handwriting, seed }: Pick<Hyperparameters, 'handwriting' | 'seed'>,
): Promise<LoadedShape> {
  if (handwriting > 0) {
    const dataset = mixHandwriting(await loadDataset(folder), handwriting, seed)
    engine.load('train', dataset.train)
    engine.load('test', dataset.test)
    return dataset
  }
  if (folder !== undefined) return loaded(await readIntoEngine(openDatasetFolder(folder, folder), engine))
  const sample = drawSampleDataset(SAMPLE_SEED)
  engine.load('train', sample.train)
  engine.load('test', sample.test)
  return sample
}
