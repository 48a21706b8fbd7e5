import { join } from 'node:path'
import { app, net } from 'electron'
import type { DatasetSummary } from '../../shared/data/dataset'
import { MNIST_FILES, MNIST_MIRRORS } from '../../shared/data/download/mnistFiles'
import type { DownloadProgress } from '../../shared/data/download/mnistFiles'
import type { Datasets } from '../datasetFolders'
import { downloadFiles } from './downloadFiles'
import type { Page } from '../page'

/** After this long without a byte the next mirror is tried. */
const STALL_MS = 20_000
/** Shortest time between two reports of progress. */
const REPORT_MS = 100

/** The download of MNIST into the user's own data folder. */
export interface MnistDownload {
  /** Downloads what is missing and loads it; a second call joins the first. @returns null when cancelled */
  start(): Promise<DatasetSummary | null>
  cancel(): void
}

/** Tests replace the mirrors of the development build by a local server. */
function mirrors(): readonly string[] {
  const own = app.isPackaged ? undefined : process.env['DIGIT_STUDIO_MIRRORS']
  return own ? own.split(' ') : MNIST_MIRRORS
}

/** Emits at most once per interval, and always the last value, so that the display is up to date when a connection stalls. */
function throttled<T>(ms: number, emit: (value: T) => void): { report(value: T): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null
  let waiting: { readonly value: T } | null = null
  function flush(): void {
    timer = null
    if (waiting === null) return
    const { value } = waiting
    waiting = null
    emit(value)
    timer = setTimeout(flush, ms)
  }
  return {
    report(value) {
      waiting = { value }
      if (timer === null) flush()
    },
    stop: () => void (timer && clearTimeout(timer)),
  }
}

export function setupDownload(page: Page, datasets: Pick<Datasets, 'openFolder'>): MnistDownload {
  const folder = join(app.getPath('userData'), 'datasets', 'mnist')
  let running: { readonly controller: AbortController; readonly outcome: Promise<DatasetSummary | null> } | null = null

  async function run({ signal }: AbortController): Promise<DatasetSummary | null> {
    const progress = throttled(REPORT_MS, (latest: DownloadProgress) => page.emit('download.progress', latest))
    try {
      const finished = await downloadFiles(MNIST_FILES, mirrors(), folder, {
        // Electron's fetch uses the system's proxy.
        fetch: (url, init) => net.fetch(url, init),
        signal,
        stallMs: STALL_MS,
        onProgress: progress.report,
      })
      if (!finished) return null
    } finally {
      progress.stop()
      page.emit('download.progress', null)
    }
    return datasets.openFolder(folder, 'MNIST')
  }

  return {
    start() {
      if (running) return running.outcome
      const controller = new AbortController()
      const outcome = run(controller).finally(() => (running = null))
      running = { controller, outcome }
      return outcome
    },
    cancel: () => running?.controller.abort(),
  }
}
