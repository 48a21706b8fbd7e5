import type { ImageSet } from '../data/dataset'
import type { Split, SplitSize } from '../data/split'
import type { OptimizerKind, OptimizerState } from '../nn/optimizers'
import type { Weights } from '../nn/weights'
import type { Helper, HelperPort } from './helper'
import type { Classifier } from './classifier'

export const ENGINE_KINDS = ['simd', 'float64'] as const
export type EngineKind = (typeof ENGINE_KINDS)[number]

/** Weights and optimizer memory: with the session's random state, all that is needed to resume bit-identically. */
export interface EngineState {
  readonly weights: Weights
  readonly optimizer: OptimizerState
}

/** Loads a split in parts, images first; the split is in use once its last label has arrived. */
export interface SplitLoader {
  /** @param images - (n, rows * cols) u8, row-major; not modified, not kept */
  images(images: Uint8Array): void
  /** @param labels - (n,) u8; not modified, not kept */
  labels(labels: Uint8Array): void
}

/**
 * The arithmetic of training behind one small interface, shared by TrainingSession, CLI and browser worker.
 * Two exist: float64 (= nn/, readable, equals NumPy) and simd (float32 WebAssembly). They draw no random numbers and
 * read no clock: the caller chooses the images of a batch.
 */
export interface Engine extends Classifier {
  readonly kind: EngineKind

  /** Loads a split; replaces what was loaded before. The engine may keep its own form; `set` is not modified. */
  load(split: Split, set: ImageSet): void

  /** As {@link load}, for a split that arrives in parts. The engine must not be used for anything else before the last label. */
  createSplitLoader(split: Split, size: SplitSize): SplitLoader

  /**
   * Sets the network and discards the previous one.
   * @param weights - copied in
   * @param optimizer - its state starts at zero
   * @param maxBatch - the largest batch passed to `step` (1..10000)
   */
  initialise(weights: Weights, optimizer: OptimizerKind, maxBatch: number): void

  /**
   * One iteration as in the book: gradient by backpropagation on the batch, update, then the loss on the same batch.
   * @param batch - (B,) indices into the train split
   * @param learningRate - applies to this update
   * @param nextBatch - the indices of the next call, or null; only a hint (the simd engine touches those rows early)
   * @param shifts - (B, 2) dx, dy in pixels for ±2 px shift augmentation, or null
   * @returns mean cross-entropy loss over the batch after the update; may be NaN or Infinity when training diverged
   */
  step(batch: Uint32Array, learningRate: number, nextBatch: Uint32Array | null, shifts: Int8Array | null): number

  /** Counts correctly classified images in [start, start + count) of a split; small slices keep the caller responsive. */
  countCorrect(split: Split, start: number, count: number): number

  /** Copies weights in without touching the optimizer's state; shapes must equal those of `initialise`. */
  setWeights(weights: Weights): void

  state(): EngineState
  setState(state: EngineState): void

  /**
   * Starts a helper; absent in engines that do not use one.
   * @param startWorker - starts a worker that runs the engine's helper service; both splits are loaded and stay loaded while
   * the helper is used
   * @returns null where no worker can be started or the dataset cannot be shared with it
   */
  createHelper?(startWorker: () => HelperPort): Helper | null

  /** Frees images and network; the engine is as new afterwards. */
  dispose(): void
}
