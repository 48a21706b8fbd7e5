import type { Dataset } from '../data/dataset'
import { iterationsPerEpoch } from '../training/epochSchedule'
import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { RunData, TrainingStatus } from '../training/runTypes'
import type { TrainingSession } from '../training/session'

/** What the controls show of a run. @param about - what its session does not know */
export function statusOf(
  session: TrainingSession | null,
  about: Pick<TrainingStatus, 'run' | 'engine' | 'threads' | 'data'>,
): TrainingStatus {
  const best = session?.best ?? null
  return {
    ...about,
    phase: session?.phase ?? 'idle',
    reason: session?.reason ?? null,
    iteration: session?.iteration ?? 0,
    weightsIteration: session?.weightsIteration ?? 0,
    hyperparameters: session?.hyperparameters ?? null,
    learningRate: session?.learningRate ?? BOOK_DEFAULTS.lr,
    iterationsPerEpoch:
      session === null ? 0 : iterationsPerEpoch(session.shapes.trainCount, session.hyperparameters.batch),
    best: best && { epoch: best.epoch, iteration: best.iteration, testAccuracy: best.testAccuracy },
    collapse: session?.guard.collapse ?? null,
    measured: session?.measured ?? null,
  }
}

/** @returns what the status says about a dataset */
export function runDataOf(dataset: Dataset | null): RunData | null {
  if (dataset === null) return null
  const { name, source, set, ownDigits, train, test } = dataset
  return {
    ...{ name, source, trainCount: train.count, testCount: test.count },
    ...(set === undefined ? {} : { set }),
    ...(ownDigits === undefined ? {} : { ownDigits }),
  }
}
