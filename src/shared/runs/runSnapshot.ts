import type { EndReason } from '../training/endReasons'
import type { TrainingEvent, TrainingPhase } from '../training/runTypes'
import type { EngineKind } from '../engine/engine'
import type { Hyperparameters } from '../training/hyperparameters'
import type { DatasetFingerprint, RunBlobs, RunMetrics, RunRecord } from './record'

/** Everything that is stored about the current run, as plain data. */
export interface RunSnapshot {
  /** As in TrainingStatus. */
  readonly run: number
  /** Id of the stored run that this one continues; null for a new run. */
  readonly id: string | null
  readonly phase: TrainingPhase
  readonly end: EndReason | null
  readonly hyperparameters: Hyperparameters
  readonly engine: EngineKind
  readonly dataset: DatasetFingerprint
  readonly metrics: RunMetrics
  readonly events: readonly TrainingEvent[]
  /** The run, as in TrainingStatus, from whose weights this one continues; null when it began with its own. */
  readonly from: { readonly run: number; readonly iteration: number } | null
  readonly sparkline: readonly number[]
  readonly blobs: RunBlobs
}

/** What the host adds to the snapshot of a run. */
export type RunIdentity = Pick<
  RunRecord,
  'id' | 'number' | 'name' | 'star' | 'note' | 'createdAt' | 'appVersion' | 'from'
>

/** @param now - ISO 8601 time of saving */
export function recordOf(snapshot: RunSnapshot, identity: RunIdentity, now: string): RunRecord {
  const { end, hyperparameters, engine, dataset, metrics, events, sparkline } = snapshot
  const { id, number, name, star, note, createdAt, appVersion, from } = identity
  return {
    version: 1,
    ...{ id, number, name, star, note, createdAt, savedAt: now, endedAt: end === null ? null : now, end },
    ...{ hyperparameters, engine, appVersion, dataset, metrics, events, from, sparkline },
  }
}
