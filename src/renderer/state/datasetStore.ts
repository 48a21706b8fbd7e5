import type { FolderToken } from '../../shared/contract/replies'
import type { DatasetSummary } from '../../shared/data/dataset'
import type { DownloadProgress } from '../../shared/data/download/mnistFiles'
import type { DatasetProgress } from '../../shared/data/datasetSink'

export interface DatasetState {
  readonly summary: DatasetSummary | null
  /** Set while a load is under way. */
  readonly progress: DatasetProgress | null
  /** Set while a download is under way. */
  readonly download: DownloadProgress | null
  /** Folders opened before, newest first. */
  readonly recent: readonly FolderToken[]
  /** Grows with every new dataset, so that thumbnails know they are old. */
  readonly version: number
}

export type DatasetEvent =
  | { readonly type: 'progress'; readonly progress: DatasetProgress | null }
  | { readonly type: 'download'; readonly download: DownloadProgress | null }
  | { readonly type: 'recent'; readonly recent: readonly FolderToken[] }
  | { readonly type: 'changed'; readonly summary: DatasetSummary }

export const INITIAL_DATASET: DatasetState = { summary: null, progress: null, download: null, recent: [], version: 0 }

/** The one place where the dataset state changes. */
export function reduceDataset(state: DatasetState, event: DatasetEvent): DatasetState {
  switch (event.type) {
    case 'progress':
      return { ...state, progress: event.progress }
    case 'download':
      return { ...state, download: event.download }
    case 'recent':
      return { ...state, recent: event.recent }
    case 'changed':
      return { ...state, summary: event.summary, progress: null, version: state.version + 1 }
  }
}

/** Share of a load that is done, 0..1; null while it is not known. */
export function loadedShare(progress: DatasetProgress): number | null {
  return progress.total > 0 ? Math.min(1, progress.done / progress.total) : null
}
