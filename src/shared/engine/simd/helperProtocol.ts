import type { SharedDataset } from './snapshotReader'
import type { Weights32 } from '../../nn/weights'

/** What the second worker is told: the dataset once, then weights to measure, and networks to help train. */
export type EvaluatorCall =
  | { readonly kind: 'dataset'; readonly dataset: SharedDataset; /** Number of this call. */ readonly call: number }
  | { readonly kind: 'network'; /** Address of the iterations' struct. */ readonly step: number }
  | { readonly kind: 'evaluate'; /** Empty once they are read. */ readonly weights: Weights32 }

/** Its answers, one per `evaluate`, in order: correctly read images of each split. */
export interface EvaluatorAnswer {
  readonly train: number
  readonly test: number
}

/** A worker as its owner sees it, in Node or in a browser. */
export interface HelperPort {
  /** A thread of its own may wait for half of an iteration to do; anything else would wait for itself. */
  readonly isThread: boolean
  /** @param transfer - buffers that go along instead of being copied */
  post(call: EvaluatorCall, transfer: ArrayBuffer[]): void
  /** @param onFailure - called when the worker broke down; it answers nothing after that */
  listen(onAnswer: (answer: EvaluatorAnswer) => void, onFailure: (reason: unknown) => void): void
  close(): void
}
