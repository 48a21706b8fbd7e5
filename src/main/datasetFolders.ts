import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { OpenDialogOptions } from 'electron'
import { openDatasetFolder } from '../node/datasetFolder'
import { StudioError } from '../shared/core/errors'
import { toFailure } from '../shared/core/result'
import type { DatasetSummary } from '../shared/data/dataset'
import { DatasetLoader } from '../shared/host/datasetLoader'
import { messagesOf } from '../shared/i18n/messages'
import { askPaths } from './dialogs'
import type { Page } from './page'
import type { SettingsStore } from './settings'
import type { RecentFolder } from './settingsFile'
import type { TrainerHost } from './trainerHost'

/** The ways to load a dataset into the training process. */
export interface Datasets {
  chooseFolder(): Promise<DatasetSummary | null>
  chooseFiles(): Promise<DatasetSummary | null>
  /** Opens a folder that the application filled itself. */
  openFolder(path: string, name: string): Promise<DatasetSummary | null>
  openRecent(token: string): Promise<DatasetSummary | null>
  openDropped(paths: readonly string[]): Promise<DatasetSummary | null>
  useSample(): Promise<DatasetSummary>
  cancel(): void
  /** Loads the dataset in use again, for a new training process. */
  reload(): Promise<DatasetSummary | null>
  /** Loads the last folder, else the built-in sample; failures are sent to the page as events. */
  loadAtStart(): Promise<void>
}

/** A folder to open, with the files that were picked in it, if any. */
type Opened = Pick<RecentFolder, 'path' | 'files'> & { readonly name?: string }

export function setupDatasets(page: Page, trainer: TrainerHost, settings: SettingsStore): Datasets {
  const loader = new DatasetLoader({
    request: trainer.request,
    onProgress: (progress) => page.emit('dataset.progress', progress),
    onChanged: (summary) => page.emit('dataset.changed', summary),
    now: () => performance.now(),
  })

  async function open({ path, name, files }: Opened): Promise<DatasetSummary | null> {
    const folder = openDatasetFolder(path, name)
    const summary = await loader.loadFolder(folder, 'folder', files ? { wanted: files } : {})
    if (summary !== null) {
      settings.addRecentFolder({ path, name: folder.name, ...(files ? { files } : {}) })
      page.emit('recentFolders.changed', settings.recentFolders())
    }
    return summary
  }

  /** Several folders, dropped at once: as one folder that holds them, which cannot be opened again by its path. */
  function openFolders(paths: readonly string[]): Promise<DatasetSummary | null> {
    const [first = ''] = paths
    const folders = paths.map((path) => openDatasetFolder(path))
    const parent = openDatasetFolder(dirname(first))
    const all = { ...parent, list: () => Promise.resolve([]), folders: () => Promise.resolve(folders) }
    return loader.loadFolder(all, 'folder', {})
  }

  /** A folder, several folders, or files of one folder. */
  async function openPaths(paths: readonly string[]): Promise<DatasetSummary | null> {
    const [first] = paths
    if (first === undefined) return null
    if (!(await isFile(first))) return paths.length === 1 ? open({ path: first }) : openFolders(paths)
    return open({ path: dirname(first), files: paths.map((path) => basename(path)) })
  }

  /** Asks in a dialog. @returns nothing when cancelled */
  const ask = (title: string, properties: OpenDialogOptions['properties'] & object): Promise<readonly string[]> =>
    askPaths(page, { title, buttonLabel: title, properties })
  const messages = () => messagesOf(settings.settings().language).desktop

  function recentFolder(token: string): Opened {
    const folder = settings.folder(token)
    if (!folder) throw new StudioError('BAD_REQUEST', { channel: 'host.openRecent', reason: 'unknown token' })
    return folder
  }

  async function useSample(): Promise<DatasetSummary> {
    const summary = await loader.useSample()
    // Only a newer load cancels it, and that one reports its own outcome.
    if (summary === null) throw new StudioError('INTERNAL', { reason: 'another dataset was opened meanwhile' })
    settings.forgetLastFolder()
    return summary
  }

  return {
    chooseFolder: async () => openPaths(await ask(messages().chooseFolder, ['openDirectory'])),
    chooseFiles: async () => openPaths(await ask(messages().chooseFiles, ['openFile', 'multiSelections'])),
    openFolder: (path, name) => open({ path, name }),
    openRecent: async (token) => open(recentFolder(token)),
    openDropped: openPaths,
    useSample,
    cancel: () => loader.cancel(),
    reload: () => loader.reload(),
    async loadAtStart() {
      const last = settings.settings().lastFolder
      try {
        if (last && (await open(recentFolder(last.token))) !== null) return
      } catch (error) {
        const { code, detail } = toFailure(error)
        page.emit('dataset.failed', { code, detail })
      }
      // The user has started another load meanwhile.
      if (loader.busy) return
      // `lastFolder` is kept: its disk may only be unplugged.
      try {
        await loader.useSample()
      } catch (error) {
        const { code, detail } = toFailure(error)
        page.emit('dataset.failed', { code, detail })
      }
    },
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    // The attempt to read it reports the error.
    if (error instanceof Error) return false
    throw error
  }
}
