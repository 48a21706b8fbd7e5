import type { RunRecord } from './record'

/** A change of the list of runs. */
export type RunsChange =
  /** `run`: its number in TrainingStatus, when the run itself was saved, and not only a change of its name. */
  | { readonly kind: 'saved'; readonly record: RunRecord; readonly run?: number }
  | { readonly kind: 'gone'; readonly id: string }

/** The list of runs as the page gets it. */
export interface RunList {
  readonly runs: readonly RunRecord[]
  /** The number of stored runs that cannot be read. */
  readonly damaged: number
  /** The run that was interrupted when the application or the training process ended; null = none. */
  readonly offer: string | null
}
