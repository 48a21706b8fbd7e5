import type { Result } from '../../../shared/core/result'
import type { Split } from '../../../shared/data/split'
import { perStudio, useStudio } from '../../state/studio'

/** Loads datasets, follows the host's events about them, and requests their images and statistics. */
export const datasetsOf = perStudio(({ api, stores: { dataset, notices }, requests }) => {
  const { ask, complain } = requests

  /** A load ends with its reply, also with a failure; `dataset.changed` brings the summary. */
  async function load(reply: Promise<Result<unknown>>): Promise<void> {
    const result = await reply
    dataset.send({ type: 'progress', progress: null })
    if (!result.ok) complain(result)
  }

  api.on('dataset.progress', (progress) => dataset.send({ type: 'progress', progress }))
  api.on('dataset.changed', (summary) => dataset.send({ type: 'changed', summary }))
  api.on('download.progress', (download) => dataset.send({ type: 'download', download }))
  api.on('recentFolders.changed', (recent) => dataset.send({ type: 'recent', recent }))
  api.on('dataset.failed', (failure) => {
    dataset.send({ type: 'progress', progress: null })
    notices.send({ type: 'add', notice: { kind: 'error', ...failure } })
  })

  return {
    /** Requests what was sent before this page listened. */
    async catchUp(): Promise<void> {
      const [summary, recent] = await Promise.all([
        api.request('dataset.summary', null),
        api.request('host.recentFolders', null),
      ])
      if (summary.ok && summary.value && dataset.state.value.summary === null) {
        dataset.send({ type: 'changed', summary: summary.value })
      }
      if (recent.ok) dataset.send({ type: 'recent', recent: recent.value })
      for (const result of [summary, recent]) if (!result.ok) complain(result)
    },
    chooseFolder: () => load(api.request('host.chooseFolder', null)),
    chooseFiles: () => load(api.request('host.chooseFiles', null)),
    downloadMnist: () => load(api.request('host.downloadMnist', null)),
    cancelDownload: () => ask('host.cancelDownload', null),
    openRecent: (token: string) => load(api.request('host.openRecent', { token })),
    useSample: () => load(api.request('host.useSample', null)),
    openDropped: (files: readonly unknown[]) => load(api.openDropped(files)),
    cancelLoad: () => ask('host.cancelLoad', null),
    thumbnails: (split: Split, count: number, seed: number, label: number | null) =>
      ask('dataset.thumbnails', { split, count, seed, label }),
    samples: (split: Split, label: number | null, offset: number, count: number) =>
      ask('dataset.samples', { split, label, offset, count }),
    classMeans: (split: Split) => ask('dataset.classMeans', { split }),
    pixelHistogram: (split: Split, label: number | null) => ask('dataset.pixelHistogram', { split, label }),
  }
})

export const useDatasets = () => datasetsOf(useStudio())
