import type { EngineKind } from '../engine/engine'
import { zeroWeights } from '../nn/copyWeights'
import type { OptimizerKind } from '../nn/optimizers'
import type { Weights, Weights32 } from '../nn/weights'

/** float32 from the SIMD engine, float64 from the other: the engine's precision, so no bit is lost. */
export type CapturedWeights = Weights | Weights32

/** One iteration with everything that it read and wrote, as the training process sends it to the page. */
export interface Capture {
  /** Whose weights: those of the current run, the initial ones of a run that is still to start, or others that are in use. */
  readonly source: 'run' | 'initial' | 'weights'
  /** Number of the run; see TrainingStatus. */
  readonly run: number
  /** Iterations done before it; -1 when unknown. */
  readonly iteration: number
  readonly engine: EngineKind
  readonly learningRate: number
  /** Seed of the batches. */
  readonly seed: number
  readonly optimizer: OptimizerKind
  /** Updates that the optimizer had made before. */
  readonly updates: number
  readonly before: CapturedWeights
  readonly after: CapturedWeights
  /** The optimizer's slots before and after, as in OptimizerState. */
  readonly slotsBefore: readonly CapturedWeights[]
  readonly slotsAfter: readonly CapturedWeights[]
  /** Mean loss of the batch after the update, as the engine reports it. */
  readonly loss: number
  /** (B,) positions in the training split. */
  readonly batch: Uint32Array
  /** (B, 2) dx, dy in pixels; null without shifts. */
  readonly shifts: Int8Array | null
  /** (B, rows * cols) u8 as the network saw them, after any shift. */
  readonly images: Uint8Array
  /** (B,) */
  readonly labels: Uint8Array
  readonly rows: number
  readonly cols: number
  /** Images of the training split. */
  readonly trainCount: number
  /** (classes,) independent of language. */
  readonly classNames: readonly string[]
}

/** @returns the same numbers in float64 */
export function toFloat64(weights: CapturedWeights): Weights {
  const wide = zeroWeights(weights)
  wide.W1.set(weights.W1)
  wide.b1.set(weights.b1)
  wide.W2.set(weights.W2)
  wide.b2.set(weights.b2)
  return wide
}
