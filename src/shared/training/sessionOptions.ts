import { StudioError } from '../core/errors'
import type { Engine } from '../engine/engine'
import type { Checkpoint, SessionShapes } from './checkpoint'
import type { Hyperparameters } from './hyperparameters'
import type { RunSchedule } from './schedule'
import type { SnapshotEvaluator } from '../engine/snapshotEvaluator'
import { validateHyperparameters } from './validateHyperparameters'

/**
 * State after a slice: 'continue' = call again; 'waiting' = nothing to do before TrainingSession.settled resolves;
 * 'idle' = paused or ended.
 */
export type SliceOutcome = 'continue' | 'waiting' | 'idle'

/** What a session needs from its host. */
export interface SessionOptions {
  /** Both splits are loaded; the session initialises the network and is the only one to step it. */
  readonly engine: Engine
  readonly shapes: SessionShapes
  readonly hyperparameters: Hyperparameters
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
  /** Measures epochs elsewhere; without it the session measures them itself between iterations. */
  readonly evaluator?: SnapshotEvaluator
  /** Of a new run; a checkpoint holds that of its run. */
  readonly schedule?: RunSchedule
  /** Resumes from here instead of starting a new run; shapes and hyperparameters must be those of the run it came from. */
  readonly checkpoint?: Checkpoint
}

/** The schedule of a new run, or what is left of it in a checkpoint. */
export function scheduleOf({ schedule, checkpoint }: SessionOptions): RunSchedule {
  if (checkpoint === undefined) return schedule ?? { changes: [] }
  const { changes = [], decayIterations } = checkpoint
  return { changes, ...(decayIterations === undefined ? {} : { decayIterations }) }
}

/** @throws HYPERPARAMETER_* when a value is outside the table's range, TRAINING_NO_DATA when a split is empty */
export function checkOptions({ hyperparameters, shapes }: SessionOptions): void {
  validateHyperparameters(hyperparameters)
  if (shapes.trainCount < 1 || shapes.testCount < 1) throw new StudioError('TRAINING_NO_DATA')
}
