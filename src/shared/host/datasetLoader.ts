import { unwrap } from '../core/result'
import type { TrainerClient } from './trainerClient'
import type { DatasetSource, DatasetSummary } from '../data/dataset'
import type { ReadOptions, DatasetProgress } from '../data/datasetSink'
import type { FolderReader } from '../data/folderReader'
import { readDataset } from '../data/readers/readDataset'
import { SAMPLE_SEED } from '../data/sampleDigits/sampleDigits'

/** Progress is told at most 20 times a second. */
const PROGRESS_INTERVAL_MS = 50

/** What a host gives the loader. */
export interface LoaderDeps {
  readonly request: TrainerClient['request']
  /** Told while a load goes on; null when it has ended, however it did. */
  readonly onProgress: (progress: DatasetProgress | null) => void
  /** Told after the trainer has taken a new dataset into use. */
  readonly onChanged: (summary: DatasetSummary) => void
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
}

interface Load {
  readonly signal: { aborted: boolean }
  readonly ended: Promise<unknown>
}

/**
 * Brings datasets to the training process, one at a time: a new load cancels the one under way. Used by both hosts; what
 * differs, the reading of the files, comes in as a {@link FolderReader}.
 */
export class DatasetLoader {
  readonly #deps: LoaderDeps
  #load: Load | null = null
  /** Brings the dataset in use once more, for a new training process. */
  #again: (() => Promise<DatasetSummary | null>) | null = null

  constructor(deps: LoaderDeps) {
    this.#deps = deps
  }

  /** Whether a load is under way. */
  get busy(): boolean {
    return this.#load !== null
  }

  /**
   * Reads, checks and streams a folder. The dataset in use stays until the new one is complete.
   * @param choice - which of several sets in the folder is meant
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

  /** Ends a load under way; it then answers null. Without one nothing happens. */
  cancel(): void {
    if (this.#load) this.#load.signal.aborted = true
  }

  /** Loads the dataset in use once more, or the built-in sample where there is none. @throws as the first time */
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
      // The trainer takes in one dataset at a time; how the one before ended is the business of who asked for it.
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
    // One piece is on its way while the next is read: no more than two are held, however fast the disk is.
    let onItsWay: ReturnType<typeof request<'dataset.chunk'>> | null = null
    let told = -Infinity
    try {
      const shape = await readDataset(
        folder,
        {
          begin: async (announced) => void unwrap(await request('dataset.begin', announced)),
          piece: async (split, part, bytes) => {
            if (onItsWay) unwrap(await onItsWay)
            const transfer = bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : []
            onItsWay = request('dataset.chunk', { split, part, bytes }, transfer)
          },
        },
        {
          ...options,
          onProgress: (progress) => {
            if (now() - told < PROGRESS_INTERVAL_MS) return
            told = now()
            onProgress(progress)
          },
        },
      )
      if (onItsWay) unwrap(await onItsWay)
      if (shape !== null && !options.signal.aborted) return unwrap(await request('dataset.end', null))
    } catch (error) {
      await request('dataset.abort', null)
      throw error
    }
    await request('dataset.abort', null)
    return null
  }
}
