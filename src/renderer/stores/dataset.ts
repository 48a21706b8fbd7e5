import type { DatasetProgress } from '../../shared/contract/studioApi'
import type { DatasetSummary } from '../../shared/data/dataset'

export interface DatasetState {
  readonly summary: DatasetSummary | null
  /** Set while a load is under way. */
  readonly progress: DatasetProgress | null
  /** Grows with every new dataset, so that thumbnails know they are old. */
  readonly version: number
}

export type DatasetEvent =
  | { readonly type: 'progress'; readonly progress: DatasetProgress | null }
  | { readonly type: 'changed'; readonly summary: DatasetSummary }

export const INITIAL_DATASET: DatasetState = { summary: null, progress: null, version: 0 }

/** The one place where the dataset state changes. */
export function reduceDataset(state: DatasetState, event: DatasetEvent): DatasetState {
  if (event.type === 'progress') return { ...state, progress: event.progress }
  return { summary: event.summary, progress: null, version: state.version + 1 }
}

/** Share of a load that is done, 0..1; null while it is not known. */
export function loadedShare(progress: DatasetProgress): number | null {
  return progress.total > 0 ? Math.min(1, progress.done / progress.total) : null
}
