import type { SharedDataset } from '../shared/engine/simd/snapshotReader'
import type { Weights } from '../shared/weights/weights'

/** What the evaluation worker is told: the dataset once, then weights. */
export type EvaluatorCall =
  | { readonly kind: 'dataset'; readonly dataset: SharedDataset }
  | { readonly kind: 'evaluate'; readonly weights: Weights }

/** Its answers, one per `evaluate`, in order: correctly read images of each split. */
export interface EvaluatorAnswer {
  readonly train: number
  readonly test: number
}

/** A worker as its owner sees it, in Node or in a browser. */
export interface EvaluatorPort {
  post(call: EvaluatorCall): void
  /** @param onFailure - called when the worker broke down; it answers nothing after that */
  listen(onAnswer: (answer: EvaluatorAnswer) => void, onFailure: (reason: unknown) => void): void
  close(): void
}
