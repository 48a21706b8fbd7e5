import type { Dataset } from '../data/dataset'
import type { EngineKind } from '../engine/engine'
import type { Collapse } from './collapseWatch'
import type { EndReason } from './endReasons'
import type { Hyperparameters } from './hyperparameters'

/**
 * idle: no run; running: iterating; paused: can be resumed or stepped; ended: see reason.
 * Weights of `paused` and `ended` stay usable for drawing and export.
 */
export type TrainingPhase = 'idle' | 'running' | 'paused' | 'ended'

/** One accuracy pair, as the book prints it. Accuracies are 0..1 fractions of the whole split. */
export interface EpochRecord {
  /** 0 at the first iteration, then 1, 2, ...; a fraction where the run ended between two epochs. */
  readonly epoch: number
  /** 0-based index of the iteration after which it was measured. */
  readonly iteration: number
  readonly trainAccuracy: number
  readonly testAccuracy: number
}

/** Accuracies of the weights after `iteration` iterations; 0..1 fractions of the whole split. */
export interface Measured {
  /** Iterations done by the weights. */
  readonly iteration: number
  readonly trainAccuracy: number
  readonly testAccuracy: number
}

/** The dataset of a run, for people. */
export type RunData = Pick<Dataset, 'name' | 'source' | 'set' | 'ownDigits'> & {
  readonly trainCount: number
  readonly testCount: number
}

/** An event that is marked on the charts. `iteration` = iterations done when it happened. */
export type TrainingEvent =
  /** `from`: the rate before; absent in runs of version 0.1. */
  | { readonly kind: 'learningRate'; readonly iteration: number; readonly value: number; readonly from?: number }
  /** The run continues from a stable point with a lower learning rate. */
  | { readonly kind: 'remedy'; readonly iteration: number; readonly value: number; readonly from: number }
  /** The run is `value` iterations long instead of `from`; `after`: it had ended for this reason. */
  | {
      readonly kind: 'planned'
      readonly iteration: number
      readonly value: number
      readonly from: number
      readonly after?: EndReason
    }
  | { readonly kind: 'paused'; readonly iteration: number }
  | { readonly kind: 'best'; readonly iteration: number; readonly epoch: number; readonly value: number }
  | { readonly kind: 'diverged'; readonly iteration: number }
  /** The network has only guessed for a while after its loss had risen; see Collapse. */
  | ({ readonly kind: 'collapsed'; readonly iteration: number } & Collapse)

/** What the controls show; sent whenever it changes. */
export interface TrainingStatus {
  /** Grows with every start; progress of an older run is ignored by its number. */
  readonly run: number
  readonly phase: TrainingPhase
  /** Set while phase is 'ended'. */
  readonly reason: EndReason | null
  /** Iterations done, 0..hyperparameters.iterations. */
  readonly iteration: number
  /** Iterations done by the weights of the run: fewer than `iteration` after a divergence. */
  readonly weightsIteration: number
  /** What the run is trained on, whichever dataset is in use now; null before the first run. */
  readonly data: RunData | null
  /** Of the current run; null before the first run. */
  readonly hyperparameters: Hyperparameters | null
  /** The engine in use (simd falls back to float64 where WebAssembly has no SIMD). */
  readonly engine: EngineKind | null
  /** Threads that train and measure: 2 with the helper, 1 without it, 0 before the first run. */
  readonly threads: 0 | 1 | 2
  /** The learning rate of the next iteration; differs from hyperparameters.lr after a change during the run. */
  readonly learningRate: number
  readonly iterationsPerEpoch: number
  /** The snapshot with the best test accuracy so far, kept for `training.restoreBest`; null before the first epoch. */
  readonly best: { readonly epoch: number; readonly iteration: number; readonly testAccuracy: number } | null
  /** Set while the network only guesses because its steps were too long. */
  readonly collapse: Collapse | null
  /** Accuracies of the weights of the run, or the newest ones while those are not measured; null before the first. */
  readonly measured: Measured | null
}

/** Progress of a run since the last message, at most ten times a second while it runs. */
export interface TrainingProgress {
  readonly run: number
  /** 0-based iteration of losses[0]. */
  readonly firstIteration: number
  /** Loss after each update on the same batch. */
  readonly losses: Float64Array
  readonly epochs: readonly EpochRecord[]
  readonly marks: readonly TrainingEvent[]
  readonly iterationsPerSecond: number
  /** Estimated milliseconds left at this speed; 0 when done. */
  readonly remainingMs: number
  /** Milliseconds spent iterating and evaluating in this run so far, pauses excluded. */
  readonly elapsedMs: number
}

/** The prediction for a drawing. */
export interface Prediction {
  /** (classes,) softmax probabilities. */
  readonly probabilities: Float64Array
  /** Divides the logits for an honest confidence, see fitTemperature; null for networks that do not read digits. */
  readonly temperature: number | null
  /** Iterations that trained the weights; -1 for imported weights. */
  readonly iteration: number
}

/** Which weights are in use. */
export interface NetworkInfo {
  readonly inputs: number
  readonly hidden: number
  readonly classes: number
  /** 'best' = the best snapshot of the current run, restored; 'saved' = the weights of a saved run; 'pretrained' = those shipped with the application. */
  readonly origin: 'run' | 'best' | 'file' | 'saved' | 'pretrained'
  /** The file name of imported weights, the title of a saved run, else empty. */
  readonly name: string
  /** Of a saved run or the pretrained weights on the test images of their own dataset, 0..1; absent where it is not known. */
  readonly testAccuracy?: number
  /** The classes of the outputs, independent of language: those of the training data; absent where the weights do not say. */
  readonly classNames?: readonly string[]
}
