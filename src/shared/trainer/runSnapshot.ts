import type { Dataset } from '../data/dataset'
import type { Engine } from '../engine/engine'
import { encodeCheckpoint } from '../runs/checkpoint'
import { encodeCurves } from '../runs/curves'
import { datasetFingerprint } from '../runs/datasetFingerprint'
import { isStoredEvent } from '../runs/record'
import type { DatasetFingerprint, RunMetrics } from '../runs/record'
import type { RunSnapshot } from '../runs/runSnapshot'
import { isWholeEpoch } from '../training/epochSchedule'
import { sparklineOf } from '../runs/sparkline'
import type { TrainingSession } from '../training/session'
import { encodeNpz } from '../formats/npz'

/** Hashing MNIST takes tens of milliseconds, so it is done once per dataset. */
const fingerprints = new WeakMap<Dataset, DatasetFingerprint>()

/** The fingerprint of a dataset, computed once. */
export function fingerprintOf(dataset: Dataset): DatasetFingerprint {
  const known = fingerprints.get(dataset) ?? datasetFingerprint(dataset)
  fingerprints.set(dataset, known)
  return known
}

/** The current run and what is known about it outside its session. */
export interface SnapshotSource {
  readonly run: number
  readonly id: string | null
  readonly from: RunSnapshot['from']
  readonly session: TrainingSession
  readonly engine: Engine
  readonly dataset: Dataset
}

/** Everything that is stored of a run. No measurement may be pending. @throws TRAINING_WRONG_STATE */
export function takeSnapshot({ run, id, from, session, engine, dataset }: SnapshotSource): RunSnapshot {
  const checkpoint = session.checkpoint()
  return {
    run,
    id,
    phase: session.phase,
    end: session.reason,
    hyperparameters: session.hyperparameters,
    engine: engine.kind,
    dataset: fingerprintOf(dataset),
    metrics: metricsOf(session),
    events: session.history.marks.filter(isStoredEvent),
    from,
    sparkline: sparklineOf(checkpoint.history.losses),
    blobs: {
      curves: encodeCurves(checkpoint.history),
      weights: encodeNpz(engine.weights()),
      checkpoint: encodeCheckpoint(checkpoint),
    },
  }
}

function metricsOf({ history, iteration, measured, final, best, elapsedMs }: TrainingSession): RunMetrics {
  const endsBest = final !== null && final.testAccuracy > (best?.testAccuracy ?? -1)
  return {
    iteration,
    epoch: history.epochs.filter(isWholeEpoch).at(-1)?.epoch ?? null,
    trainAccuracy: measured?.trainAccuracy ?? null,
    testAccuracy: measured?.testAccuracy ?? null,
    ...(measured === null ? {} : { measuredAfter: measured.iteration }),
    best: endsBest
      ? { epoch: null, testAccuracy: final.testAccuracy }
      : best && { epoch: best.epoch, testAccuracy: best.testAccuracy },
    measurements: history.epochs.length,
    elapsedMs,
  }
}
