import { until } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import type { Result } from '../../../shared/core/result'
import type { Split } from '../../../shared/data/split'
import { perStudio, useStudio } from '../../state/studio'
import { phaseOf } from '../../state/trainingStore'

/** What becomes of a run that is going on when another dataset is opened. */
export type SwitchAnswer = 'stop' | 'wait' | 'cancel'

/** A summary that has not come this long after its reply will not come. */
const SUMMARY_MS = 5_000

/** Loads datasets, follows the host's events about them, and requests their images and statistics. */
export const datasetsOf = perStudio(({ api, stores: { dataset, notices, training }, requests }) => {
  const { ask, complain } = requests
  const isRunning = computed(() => phaseOf(training.state.value) === 'running')
  /** Set while the person is asked. */
  const question = shallowRef<((answer: SwitchAnswer) => void) | null>(null)

  /** Opens another dataset, once it is clear what becomes of a run that is going on. */
  async function whenFree(open: () => Promise<void>): Promise<void> {
    if (isRunning.value) {
      const answer = await new Promise<SwitchAnswer>((resolve) => (question.value = resolve))
      question.value = null
      if (answer === 'cancel') return
      if (answer === 'stop') await ask('training.stop', null)
      else await until(isRunning).toBe(false)
    }
    await open()
  }

  /** How often the host has sent a summary. */
  const changes = ref(0)

  /** A load ends with its reply, also with a failure, and with the summary, which `dataset.changed` brings before or after it. */
  async function load(reply: Promise<Result<unknown>>): Promise<void> {
    const before = changes.value
    const result = await reply
    if (result.ok && result.value !== null) await until(changes).not.toBe(before, { timeout: SUMMARY_MS })
    dataset.send({ type: 'progress', progress: null })
    if (!result.ok) complain(result)
  }

  api.on('dataset.progress', (progress) => dataset.send({ type: 'progress', progress }))
  api.on('dataset.changed', (summary) => {
    dataset.send({ type: 'changed', summary })
    changes.value += 1
  })
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
    /** Set while a run is going on and another dataset was asked for: takes the answer. */
    question,
    chooseFolder: () => whenFree(() => load(api.request('host.chooseFolder', null))),
    chooseFiles: () => whenFree(() => load(api.request('host.chooseFiles', null))),
    downloadMnist: () => whenFree(() => load(api.request('host.downloadMnist', null))),
    cancelDownload: () => ask('host.cancelDownload', null),
    openRecent: (token: string) => whenFree(() => load(api.request('host.openRecent', { token }))),
    useSample: () => whenFree(() => load(api.request('host.useSample', null))),
    openDropped: (files: readonly unknown[]) => whenFree(() => load(api.openDropped(files))),
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
