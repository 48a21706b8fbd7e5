import type { FolderToken } from '../../../shared/contract/replies'
import type { DatasetSummary } from '../../../shared/data/dataset'
import type { RunRecord } from '../../../shared/runs/record'

/** Whether the dataset in use is that of a run, as far as the page knows; the training process compares every byte. */
export const isDataOf = ({ dataset }: Pick<RunRecord, 'dataset'>, summary: DatasetSummary | null): boolean =>
  summary !== null &&
  summary.name === dataset.name &&
  summary.source === dataset.source &&
  summary.testCount === dataset.testCount

/** How the dataset of a run can be opened: the sample, a folder that was open before, or one that the person has to find. */
export function dataSourceOf(
  { dataset }: Pick<RunRecord, 'dataset'>,
  recent: readonly FolderToken[],
): { readonly kind: 'sample' | 'choose' } | { readonly kind: 'recent'; readonly token: string } {
  if (dataset.source === 'sample') return { kind: 'sample' }
  const known = recent.find(({ name }) => name === dataset.name)
  return known ? { kind: 'recent', token: known.token } : { kind: 'choose' }
}
