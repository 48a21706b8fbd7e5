import { z } from 'zod'
import type { DatasetSummary } from '../../data/dataset'
import type { NetworkInfo } from '../../training/runTypes'
import type { ComparisonModel, FolderToken, SavedFile } from '../replies'
import type { Settings, SettingsNotice } from '../settings'
import { settingsChangeSchema } from '../settingsSchema'
import { typed } from '../typed'
import { nothing } from './row'
import type { Rows } from './row'

/** Requests that the host answers (dialogs, files, settings). A reply of null means that the user cancelled. */
export const hostRoutes = {
  /** Asks for a folder and loads it. */
  'host.chooseFolder': { payload: nothing, reply: typed<DatasetSummary | null>(), to: 'host' },
  /** Asks for the files (all four, or one: the others are found in the same folder) and loads them. */
  'host.chooseFiles': { payload: nothing, reply: typed<DatasetSummary | null>(), to: 'host' },
  /** Folders opened before, newest first, at most 8; empty where the host may not reopen a folder. */
  'host.recentFolders': { payload: nothing, reply: typed<readonly FolderToken[]>(), to: 'host' },
  'host.openRecent': {
    payload: z.object({ token: z.string().min(1).max(100) }),
    reply: typed<DatasetSummary | null>(),
    to: 'host',
  },
  'host.useSample': { payload: nothing, reply: typed<DatasetSummary>(), to: 'host' },
  /** Downloads MNIST, or what is still missing of it, then loads it. Only in the desktop application. */
  'host.downloadMnist': { payload: nothing, reply: typed<DatasetSummary | null>(), to: 'host' },
  /** Cancels the download and keeps what has arrived. `host.downloadMnist` then replies null. */
  'host.cancelDownload': { payload: nothing, reply: typed<null>(), to: 'host' },
  'host.cancelLoad': { payload: nothing, reply: typed<null>(), to: 'host' },
  /** Asks for a file and writes to it the weights as they were when the request was made. */
  'host.exportWeights': {
    payload: z.object({ format: z.literal('npz') }),
    reply: typed<SavedFile | null>(),
    to: 'host',
  },
  'host.importWeights': { payload: nothing, reply: typed<NetworkInfo | null>(), to: 'host' },
  /** Asks for an .npz archive and puts its weights into the comparison slot. */
  'host.importComparison': { payload: nothing, reply: typed<ComparisonModel | null>(), to: 'host' },
  'host.settings': {
    payload: nothing,
    reply: typed<{ settings: Settings; notice: SettingsNotice | null }>(),
    to: 'host',
  },
  'host.saveSettings': { payload: settingsChangeSchema, reply: typed<Settings>(), to: 'host' },
  /** Opens the page with the releases in the system's browser, on the user's request; the application never does so on its own. */
  'host.openReleases': { payload: nothing, reply: typed<null>(), to: 'host' },
  /** Starts a new training process after the old one crashed; the dataset is loaded again. */
  'host.restartTrainer': { payload: nothing, reply: typed<null>(), to: 'host' },
} as const satisfies Rows
