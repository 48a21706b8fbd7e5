import { unwrap } from '../core/result'
import type { TrainerClient } from './trainerClient'
import type { DatasetSource, DatasetSummary } from '../data/dataset'
import type { ReadOptions, DatasetProgress } from '../data/datasetSink'
import type { FolderReader } from '../data/folderReader'
import { readDataset } from '../data/readers/readDataset'
import { SAMPLE_SEED } from '../data/sampleDigits/sampleDigits'

/** Progress is reported at most 20 times a second. */
const PROGRESS_INTERVAL_MS = 50

/** What the loader takes from its host. */
export interface LoaderDeps {
  readonly request: TrainerClient['request']
  /** Called during a load; null when it has ended, for whatever reason. */
  readonly onProgress: (progress: DatasetProgress | null) => void
  /** Called when the trainer uses a new dataset. */
  readonly onChanged: (summary: DatasetSummary) => void
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
}

interface Load {
  readonly signal: { aborted: boolean }
  readonly ended: Promise<unknown>
}

/**
 * Sends datasets to the training process, one at a time: a new load cancels the one in progress. Used by both hosts; the
 * reading of files, which differs, is a parameter: a {@link FolderReader}.
 */
export class DatasetLoader {
  readonly #deps: LoaderDeps
  #load: Load | null = null
  /** Loads the dataset in use again, into a new training process. */
  #again: (() => Promise<DatasetSummary | null>) | null = null

  constructor(deps: LoaderDeps) {
    this.#deps = deps
  }

  /** Whether a load is in progress. */
  get busy(): boolean {
    return this.#load !== null
  }

  /**
   * Reads, checks and streams a folder. The dataset in use is kept until the new one is complete.
   * @param choice - selects one of several sets in the folder
   * @returns null when cancelled
   * @throws every DATA_ code, FILE_READ_FAILED, TRAINER_CRASHED
   */
  loadFolder(
    folder: FolderReader,
    source: DatasetSource,
    choice: Pick<ReadOptions, 'wanted'> = {},
  ): Promise<DatasetSummary | null> {
    return this.#run(
      (signal) => this.#stream(folder, { ...choice, source, signal }),
      () => this.loadFolder(folder, source, choice),
    )
  }

  /** Uses the built-in sample. @throws TRAINER_CRASHED */
  useSample(): Promise<DatasetSummary | null> {
    return this.#run(
      async () => {
        this.#deps.onProgress({ stage: 'sample', done: 0, total: 0, file: '' })
        return unwrap(await this.#deps.request('dataset.sample', { seed: SAMPLE_SEED }))
      },
      () => this.useSample(),
    )
  }

  /** Cancels a load in progress, which then returns null. Does nothing when there is none. */
  cancel(): void {
    if (this.#load) this.#load.signal.aborted = true
  }

  /** Loads the dataset in use again, or the built-in sample when there is none. @throws as the first load did */
  reload(): Promise<DatasetSummary | null> {
    return this.#again ? this.#again() : this.useSample()
  }

  async #run(
    work: (signal: Load['signal']) => Promise<DatasetSummary | null>,
    again: () => Promise<DatasetSummary | null>,
  ): Promise<DatasetSummary | null> {
    this.cancel()
    const before = this.#load?.ended
    const signal = { aborted: false }
    const running = (async () => {
      // The trainer receives one dataset at a time; errors of the previous load are reported to its own caller.
      await before
      if (signal.aborted) return null
      const summary = await work(signal)
      if (summary !== null) {
        this.#again = again
        this.#deps.onChanged(summary)
      }
      return summary
    })()
    const load: Load = { signal, ended: running.catch(() => undefined) }
    this.#load = load
    try {
      return await running
    } finally {
      if (this.#load === load) {
        this.#load = null
        this.#deps.onProgress(null)
      }
    }
  }

  async #stream(
    folder: FolderReader,
    options: ReadOptions & { readonly signal: Load['signal'] },
  ): Promise<DatasetSummary | null> {
    const { request, now, onProgress } = this.#deps
    // One chunk is in transit while the next one is read: at most two are in memory, however fast the disk is.
    let pending: ReturnType<typeof request<'dataset.chunk'>> | null = null
    let lastReport = -Infinity
    try {
      const shape = await readDataset(
        folder,
        {
          begin: async (announced) => void unwrap(await request('dataset.begin', announced)),
          chunk: async (split, part, bytes) => {
            if (pending) unwrap(await pending)
            const transfer = bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : []
            pending = request('dataset.chunk', { split, part, bytes }, transfer)
          },
        },
        {
          ...options,
          onProgress: (progress) => {
            if (now() - lastReport < PROGRESS_INTERVAL_MS) return
            lastReport = now()
            onProgress(progress)
          },
        },
      )
      // The flow analysis does not see the assignment in the sink.
      const last = pending as ReturnType<typeof request<'dataset.chunk'>> | null
      if (last !== null) unwrap(await last)
      if (shape !== null && !options.signal.aborted) return unwrap(await request('dataset.end', null))
    } catch (error) {
      await request('dataset.abort', null)
      throw error
    }
    await request('dataset.abort', null)
    return null
  }
}
