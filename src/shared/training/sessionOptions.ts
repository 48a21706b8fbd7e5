import type { Engine } from '../engine/engine'
import type { Checkpoint, SessionShapes } from './checkpoint'
import type { Hyperparameters } from './hyperparameters'
import type { SnapshotEvaluator } from '../engine/snapshotEvaluator'

/** What a session takes from its host. */
export interface SessionOptions {
  /** Both splits are loaded; the session initialises the network and is the only one to step it. */
  readonly engine: Engine
  readonly shapes: SessionShapes
  readonly hyperparameters: Hyperparameters
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
  /** Measures epochs elsewhere; without it the session measures them itself between iterations. */
  readonly evaluator?: SnapshotEvaluator
  /** Goes on from here instead of starting anew; shapes and hyperparameters must be those of the run it came from. */
  readonly checkpoint?: Checkpoint
}
