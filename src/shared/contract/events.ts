import type { MenuCommand } from './commands'
import type { ErrorCode, ErrorDetail } from '../core/errors'
import type { DatasetSummary } from '../data/dataset'
import type { DatasetProgress } from '../data/datasetSink'
import type { DownloadProgress } from '../data/download/mnistFiles'
import type { RunsChange } from '../runs/runList'
import type { NetworkInfo, TrainingProgress, TrainingStatus } from '../training/runTypes'
import type { FolderToken } from './replies'
import { typed } from './typed'
import type { TypeOf } from './typed'

/** A failure that no request returns. */
interface FailureEvent {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

const trainerEvents = {
  'training.status': typed<TrainingStatus>(),
  'training.progress': typed<TrainingProgress>(),
  'network.changed': typed<NetworkInfo | null>(),
}

const hostEvents = {
  'dataset.progress': typed<DatasetProgress | null>(),
  'dataset.changed': typed<DatasetSummary>(),
  /** While a download runs; null when it has ended, for whatever reason. */
  'download.progress': typed<DownloadProgress | null>(),
  'recentFolders.changed': typed<readonly FolderToken[]>(),
  /** A load that no request of the page started (drop on the window, start-up) failed. */
  'dataset.failed': typed<FailureEvent>(),
  'trainer.crashed': typed<{ readonly reason: string }>(),
  'menu.command': typed<MenuCommand>(),
  'runs.changed': typed<RunsChange>(),
  /** A run could not be saved. */
  'runs.failed': typed<FailureEvent>(),
}

/** The table of events of the training process and the host. Without zod, because the preload script imports it. */
const events = { ...trainerEvents, ...hostEvents }

/** Payloads of the training process's events, which the host forwards to the page. */
export type TrainerEvents = { readonly [K in keyof typeof trainerEvents]: TypeOf<(typeof trainerEvents)[K]> }
/** Payloads of all events that the page receives. */
export type StudioEvents = { readonly [K in keyof typeof events]: TypeOf<(typeof events)[K]> }
export type TrainerEventName = keyof TrainerEvents
export type StudioEventName = keyof StudioEvents

/** Whether a name is an event of the contract. */
export const isEventName = (name: unknown): name is StudioEventName =>
  typeof name === 'string' && Object.hasOwn(events, name)
