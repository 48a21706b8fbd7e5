import type { SharedDataset } from './snapshotCounter'
import type { Weights32 } from '../../nn/weights'

/** Messages to the helper: the dataset once, then weights to measure and networks to help train. */
export type HelperCall =
  | {
      readonly kind: 'dataset'
      readonly dataset: SharedDataset
      /** Number of the interrupt that announced this message. */
      readonly interrupt: number
    }
  | { readonly kind: 'network'; /** Address of the struct Step. */ readonly step: number }
  | { readonly kind: 'evaluate'; /** Detached once they are measured. */ readonly weights: Weights32 }

/** Its replies, one per `evaluate`, in order: the number of correctly classified images of each split. */
export interface HelperReply {
  readonly train: number
  readonly test: number
}
