import type { DatasetSummary } from '../data/dataset'
import type { DownloadProgress } from '../data/download/mnistFiles'
import type { ChartPicture } from '../runs/archive'
import type { DatasetProgress } from '../data/datasetSink'
import type { RunList, RunsChange } from '../runs/runList'
import type { RunChange, RunCurves, RunRecord } from '../runs/record'
import type { Hyperparameters } from '../training/hyperparameters'
import type { DrawingHostRequests, DrawingTrainerRequestName } from './drawingRequests'
import type { ErrorCode, ErrorDetail } from '../core/errors'
import type { Result } from '../core/result'
import type { TrainerEvents, TrainerRequests } from './protocol'
import type { NetworkInfo, TrainingStatus } from '../training/runTypes'

/** What comes back at the next start. */
export interface Settings {
  readonly hyperparameters: Hyperparameters
  /** Shown folder name of the last dataset and its token; null for the built-in sample. The path stays with the host. */
  readonly lastFolder: FolderToken | null
  readonly language: 'zh-CN' | 'en'
  readonly theme: 'system' | 'light' | 'dark'
  /** Width of the pen in 28x28 pixels, 1..5. */
  readonly penWidth: number
  /** Weight of the past in the smoothed loss, 0..0.99. */
  readonly smoothing: number
  readonly lossScale: 'linear' | 'log'
  /** Own digits stand at the end of the training split from the next start on. */
  readonly mixOwnDigits: boolean
}

/** What the page may change; the last folder is written by the host alone when it loads one. */
export type SettingsChange = Partial<Omit<Settings, 'lastFolder'>>

/** A folder as the page knows it: a name to show and a token to ask for it. The path stays with the host. */
export interface FolderToken {
  readonly token: string
  readonly name: string
}

/** The trainer requests the page may make itself; dataset chunks and weight bytes only pass between host and trainer. */
export type PageTrainerRequestName =
  | 'dataset.summary'
  | 'dataset.thumbnails'
  | 'dataset.samples'
  | 'dataset.classMeans'
  | 'dataset.pixelHistogram'
  | 'training.start'
  | 'training.pause'
  | 'training.resume'
  | 'training.step'
  | 'training.stop'
  | 'training.learningRate'
  | 'training.restoreBest'
  | 'training.restoreLast'
  | 'training.continueFromGood'
  | 'training.status'
  | 'network.predict'
  | 'network.info'
  | 'network.firstLayer'
  | DrawingTrainerRequestName

/** Requests only the host can answer (dialogs, files, settings). null as a value means: cancelled by the person. */
export interface HostRequests {
  /** Asks for a folder and loads it. */
  'host.chooseFolder': { payload: null; reply: DatasetSummary | null }
  /** Asks for the files themselves (four, or one of them: the others lie beside it) and loads them. */
  'host.chooseFiles': { payload: null; reply: DatasetSummary | null }
  /** Folders opened before, newest first, at most 8; empty where the host may not open a folder again by itself. */
  'host.recentFolders': { payload: null; reply: readonly FolderToken[] }
  'host.openRecent': { payload: { token: string }; reply: DatasetSummary | null }
  'host.useSample': { payload: null; reply: DatasetSummary }
  /** Downloads MNIST, or what is still missing of it, then loads it. Only in the desktop application. */
  'host.downloadMnist': { payload: null; reply: DatasetSummary | null }
  /** Ends the download; what has arrived is kept. Its request then answers null. */
  'host.cancelDownload': { payload: null; reply: null }
  'host.cancelLoad': { payload: null; reply: null }
  /** Asks where to, then writes the weights of the moment of the click. */
  'host.exportWeights': { payload: { format: 'npz' }; reply: { fileName: string } | null }
  'host.importWeights': { payload: null; reply: NetworkInfo | null }
  'host.settings': { payload: null; reply: { settings: Settings; notice: SettingsNotice | null } }
  'host.saveSettings': { payload: SettingsChange; reply: Settings }
  /** Starts a new training process after the old one died; the dataset is loaded again. */
  'host.restartTrainer': { payload: null; reply: null }
}

/** Requests about the runs that are kept; answered by the host, see shared/runs/runLibrary.ts. */
export interface RunRequests {
  'runs.list': { payload: null; reply: RunList }
  'runs.curves': { payload: { id: string }; reply: RunCurves }
  /** Renames, stars or annotates. */
  'runs.change': { payload: { id: string; change: RunChange }; reply: RunRecord }
  /** Into the bin, from where `runs.undelete` takes it back for a week. */
  'runs.delete': { payload: { id: string }; reply: null }
  'runs.undelete': { payload: { id: string }; reply: RunRecord }
  /** Lets the weights of a run answer drawings; `name` is what they are called from then on. */
  'runs.loadWeights': { payload: { id: string; name: string }; reply: NetworkInfo }
  /** Goes on from the checkpoint of a run, with the very same numbers. */
  'runs.continue': { payload: { id: string }; reply: TrainingStatus }
  /** A .zip of settings, curves, weights and the charts that the page drew. */
  'runs.export': {
    payload: { id: string; title: string; charts: readonly ChartPicture[] }
    reply: { fileName: string } | null
  }
}

/** Said once at the start when the settings file was broken: it was set aside under this name, defaults are in force. */
export interface SettingsNotice {
  readonly backupName: string
}

/** Items of the native menu that the page carries out, so that it can show progress and errors. */
export type MenuCommand =
  | `openRecent:${string}`
  | `view:${string}`
  | ('downloadMnist' | 'openFolder' | 'useSample' | 'importWeights' | 'exportWeights')
  | ('toggle' | 'step' | 'stop' | 'restart' | 'anotherSeed' | 'restoreBest' | 'shortcuts')

export type StudioRequests = HostRequests &
  DrawingHostRequests &
  RunRequests &
  Pick<TrainerRequests, PageTrainerRequestName>
export type StudioRequestName = keyof StudioRequests

export interface StudioEvents extends TrainerEvents {
  'dataset.progress': DatasetProgress | null
  'dataset.changed': DatasetSummary
  /** Told while a download goes on; null when it has ended, however it did. */
  'download.progress': DownloadProgress | null
  'recentFolders.changed': readonly FolderToken[]
  /** A load that the page did not ask for by a request (drop on the window, start-up) failed. */
  'dataset.failed': { readonly code: ErrorCode; readonly detail: ErrorDetail }
  'trainer.crashed': { readonly reason: string }
  'menu.command': MenuCommand
  'runs.changed': RunsChange
  /** A run could not be saved. */
  'runs.failed': { readonly code: ErrorCode; readonly detail: ErrorDetail }
}

export type StudioEventName = keyof StudioEvents

/** Facts about the host. */
export interface HostInfo {
  readonly kind: 'electron' | 'browser'
  readonly version: string
  readonly platform: string
}

/** What the preload script exposes as `window.studio`; the browser host has the same shape. */
export interface StudioApi {
  readonly info: HostInfo
  request<K extends StudioRequestName>(
    name: K,
    payload: StudioRequests[K]['payload'],
  ): Promise<Result<StudioRequests[K]['reply']>>
  /**
   * Listens. The last event of a name that came before anyone listened is told to its first listener.
   * @returns a function that ends the subscription
   */
  on<K extends StudioEventName>(name: K, listener: (payload: StudioEvents[K]) => void): () => void
  /**
   * Loads dropped files or a dropped folder.
   * @param files - what renderer/hosts/collectDropped.ts made of the drop, unknown here because neutral code has no DOM
   */
  openDropped(files: readonly unknown[]): Promise<Result<DatasetSummary | null>>
}
