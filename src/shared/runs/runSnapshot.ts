import type { EndReason, TrainingPhase } from '../training/runTypes'
import type { EngineKind } from '../engine/engine'
import type { Hyperparameters } from '../training/hyperparameters'
import type { DatasetFingerprint, RunBlobs, RunMetrics, RunRecord } from './record'

/** All that the training process gives away of the run in hand, at one moment; plain data. */
export interface RunSnapshot {
  /** As in TrainingStatus. */
  readonly run: number
  /** Id under which the host continued this run; null for one started anew. */
  readonly id: string | null
  readonly phase: TrainingPhase
  readonly end: EndReason | null
  readonly hyperparameters: Hyperparameters
  readonly engine: EngineKind
  readonly dataset: DatasetFingerprint
  readonly metrics: RunMetrics
  readonly sparkline: readonly number[]
  readonly blobs: RunBlobs
}

/** What the host knows of a run beside its snapshot. */
export type RunIdentity = Pick<RunRecord, 'id' | 'number' | 'name' | 'star' | 'note' | 'createdAt' | 'appVersion'>

/** @param now - ISO 8601 time of saving */
export function recordOf(snapshot: RunSnapshot, identity: RunIdentity, now: string): RunRecord {
  const { end, hyperparameters, engine, dataset, metrics, sparkline } = snapshot
  const { id, number, name, star, note, createdAt, appVersion } = identity
  return {
    version: 1,
    ...{ id, number, name, star, note, createdAt, savedAt: now, endedAt: end === null ? null : now, end },
    ...{ hyperparameters, engine, appVersion, dataset, metrics, sparkline },
  }
}
