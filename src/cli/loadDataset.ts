import { loadDatasetFolder } from '../node/datasetFolder'
import type { Dataset } from '../shared/data/dataset'
import { StudioError } from '../shared/contract/errors'
import { SAMPLE_SEED, drawSampleDataset } from '../shared/data/sampleDigits'

/** @param folder - MNIST folder; undefined for the built-in sample. @throws every DATA_ code, FILE_READ_FAILED */
export async function loadDataset(folder: string | undefined): Promise<Dataset> {
  if (folder === undefined) return drawSampleDataset(SAMPLE_SEED)
  const dataset = await loadDatasetFolder(folder, { name: folder })
  // null means cancelled, and nothing here cancels.
  if (dataset === null) throw new StudioError('TRAINING_NO_DATA')
  return dataset
}
