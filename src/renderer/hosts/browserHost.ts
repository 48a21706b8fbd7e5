import { createEmitter } from '../../shared/core/emitter'
import type { StudioApi } from '../../shared/contract/api'
import type { StudioEvents } from '../../shared/contract/events'
import { isPageRequest } from '../../shared/contract/routes'
import type { Handlers, HostRequestName } from '../../shared/contract/routes'
import { StudioError } from '../../shared/core/errors'
import { settle, toFailure, unwrap } from '../../shared/core/result'
import type { DatasetSummary } from '../../shared/data/dataset'
import { DatasetLoader } from '../../shared/host/datasetLoader'
import { mixedTimes } from '../../shared/contract/settings'
import { createPageRequests } from '../../shared/host/pageRequests'
import { download } from '../ui/download'
import { createBrowserOwnDigits } from './browserOwnDigits'
import { createBrowserRuns } from './browserRuns'
import { openBrowserSettings } from './browserSettings'
import type { DroppedFolder } from './collectDropped'
import { looseFiles, pickedFolder } from './pickedFolder'
import { openFileFolder } from './fileFolder'
import { pickFiles } from '../ui/filePicker'
import { createWorkerTrainer } from './workerTrainer'

/** The largest file of weights that is read, as in the desktop host. */
const MAX_WEIGHT_BYTES = 256 * 1024 * 1024

/** The same API as the Electron host, built on a worker and on the browser's file dialog and storage. */
export function createBrowserHost(): StudioApi {
  const events = createEmitter<StudioEvents>()
  const settings = openBrowserSettings()
  const trainer = createWorkerTrainer(
    (event) => {
      if (event.name === 'training.status') runs.onStatus(event.payload)
      events.emit(event.name, event.payload)
    },
    (reason) => {
      runs.onCrash()
      events.emit('trainer.crashed', { reason })
    },
  )
  const runs = createBrowserRuns(trainer.request, events)
  const ownDigits = createBrowserOwnDigits(trainer.request)
  const loader = new DatasetLoader({
    request: trainer.request,
    onProgress: (progress) => events.emit('dataset.progress', progress),
    onChanged: (summary) => events.emit('dataset.changed', summary),
    now: () => performance.now(),
  })

  async function useSample(): Promise<DatasetSummary> {
    const summary = await loader.useSample()
    if (summary === null) throw new StudioError('INTERNAL', { reason: 'another dataset was opened meanwhile' })
    return summary
  }

  const handlers: Handlers<HostRequestName> = {
    'host.chooseFolder': async () => {
      const files = await pickFiles({ folder: true })
      // For a folder without files the dialog does not return even the name.
      if (files?.length === 0) throw new StudioError('DATA_CHOICE_EMPTY')
      return files && loadFolder(pickedFolder(files))
    },
    'host.chooseFiles': async () => {
      const files = await pickFiles({ multiple: true })
      return files && loadFiles(files)
    },
    // A page cannot reopen a folder without the user, so none is remembered.
    'host.recentFolders': () => [],
    'host.openRecent': () => {
      throw new StudioError('BAD_REQUEST', { channel: 'host.openRecent', reason: 'unknown token' })
    },
    // The mirrors refuse pages of other origins, and the content security policy allows this origin only.
    'host.downloadMnist': () => {
      throw new StudioError('BAD_REQUEST', { channel: 'host.downloadMnist', reason: 'desktop application only' })
    },
    'host.cancelDownload': () => null,
    'host.useSample': useSample,
    'host.cancelLoad': () => {
      loader.cancel()
      return null
    },
    'host.exportWeights': async () => {
      const { bytes, hidden, iteration } = unwrap(await trainer.request('weights.encode', { format: 'npz' }))
      const fileName = iteration < 0 ? `weights-h${hidden}.npz` : `weights-h${hidden}-iter${iteration}.npz`
      download(new Uint8Array(bytes), fileName)
      return { fileName }
    },
    'host.importWeights': importWeights,
    'host.importComparison': importComparison,
    ...ownDigits.answers,
    'host.settings': () => ({ settings: settings.settings(), notice: settings.notice }),
    'host.saveSettings': (change) => settings.change(change),
    // A page is always the newest one that its server has.
    'host.openReleases': () => {
      throw new StudioError('BAD_REQUEST', { channel: 'host.openReleases', reason: 'desktop application only' })
    },
    'host.restartTrainer': async () => {
      if (trainer.isRunning()) return null
      trainer.start()
      await loader.reload()
      return null
    },
    ...runs.answers,
  }
  const answer = createPageRequests({
    request: trainer.request,
    handlers,
    saveRun: () => runs.requestSave(),
    sendOwnDigits: () => ownDigits.sendToWorker(mixedTimes(settings.settings())),
  })

  const loadFolder = (folder: DroppedFolder): Promise<DatasetSummary | null> =>
    loader.loadFolder(openFileFolder(folder), 'files')
  const loadFiles = (files: readonly File[]): Promise<DatasetSummary | null> => loadFolder(looseFiles(files))

  async function pickWeights() {
    const [file] = (await pickFiles({ accept: '.npz' })) ?? []
    if (!file) return null
    if (file.size > MAX_WEIGHT_BYTES)
      throw new StudioError('WEIGHTS_NOT_NPZ', { file: file.name, looksLike: 'unknown' })
    return { name: file.name, bytes: await readFile(file) }
  }

  async function importWeights() {
    const picked = await pickWeights()
    return picked && unwrap(await trainer.request('weights.decode', picked, [picked.bytes.buffer]))
  }

  async function importComparison() {
    const picked = await pickWeights()
    return (
      picked && unwrap(await trainer.request('comparison.decode', { ...picked, kind: 'file' }, [picked.bytes.buffer]))
    )
  }

  trainer.start()
  void loader.useSample().catch((error: unknown) => {
    const { code, detail } = toFailure(error)
    events.emit('dataset.failed', { code, detail })
  })
  return {
    info: {
      kind: 'browser',
      version: __APP_VERSION__,
      platform: navigator.platform,
      runtime: '',
      sandboxed: true,
      sharesMemory: crossOriginIsolated,
      hasReleases: false,
    },
    request: (name, payload) =>
      settle(() => {
        if (isPageRequest(name)) return answer(name, payload)
        throw new StudioError('BAD_REQUEST', { channel: String(name), reason: 'unknown request' })
      }),
    on: (name, listener) => events.on(name, listener),
    openDropped: (dropped) =>
      settle(async () => {
        const folder = droppedFolder(dropped)
        return folder && loadFolder(folder)
      }),
  }
}

async function readFile(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StudioError('FILE_READ_FAILED', { file: file.name, reason })
  }
}

/** The dropped folder, or loose files as one folder; null when nothing usable was dropped. */
function droppedFolder(dropped: readonly unknown[]): DroppedFolder | null {
  const folders = dropped.filter(isFolder)
  const files = dropped.filter((item) => item instanceof File)
  const [only] = folders
  if (folders.length === 1 && only !== undefined) return only
  // Several folders at once, as archives that unpack each file into a folder of its own: what they are in.
  if (folders.length > 1) return { name: looseFiles([]).name, files, folders }
  return files.length > 0 ? looseFiles(files) : null
}

const isFolder = (item: unknown): item is DroppedFolder =>
  typeof item === 'object' && item !== null && 'files' in item && 'name' in item
