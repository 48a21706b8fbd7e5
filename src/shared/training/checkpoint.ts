import type { EngineState } from '../engine/engine'
import type { Weights } from '../nn/weights'
import type { DrawState } from './batchSource'
import type { HistoryData } from './history'
import type { Hyperparameters } from './hyperparameters'
import type { RateChange } from './schedule'
import type { EndReason } from './endReasons'
import type { Accuracies } from '../engine/snapshotEvaluator'

/** Sizes of the dataset that a run needs. */
export interface SessionShapes {
  /** Images to train on, at least 1. */
  readonly trainCount: number
  /** Images to test on, at least 1. */
  readonly testCount: number
  /** Pixels of an image. */
  readonly inputs: number
  readonly classes: number
}

/** The moment between two iterations: resuming from here gives bit-identical numbers. */
export interface RestorePoint {
  /** Iterations done. */
  readonly iteration: number
  readonly engine: EngineState
  readonly draws: DrawState
  /** Learning rate before the decay's factor. */
  readonly baseLearningRate: number
}

/** The weights with the best test accuracy so far. */
export interface BestSnapshot {
  readonly epoch: number
  /** 0-based iteration after which they were measured. */
  readonly iteration: number
  readonly testAccuracy: number
  readonly weights: Weights
}

/** Everything that resuming a run needs; plain data that survives structured clone. */
export interface Checkpoint {
  readonly version: 1
  readonly hyperparameters: Hyperparameters
  readonly shapes: SessionShapes
  readonly point: RestorePoint
  readonly history: HistoryData
  readonly best: BestSnapshot | null
  /** Changes of the learning rate that are still to come; absent when there are none. */
  readonly changes?: readonly RateChange[]
  /** See RunSchedule; absent where the learning rate decays over the length of the run. */
  readonly decayIterations?: number
  /** Where a diverged run can be continued from. */
  readonly lastStable: RestorePoint
  /** A measurement that had begun. `final`: the one after the last iteration. */
  readonly due: { readonly epoch: number; readonly iteration: number; readonly final: boolean } | null
  readonly elapsedMs: number
  /** Set when the run had ended; with the accuracies of its weights, null when they were not measured. */
  readonly end: { readonly reason: EndReason; readonly final: Accuracies | null } | null
}
