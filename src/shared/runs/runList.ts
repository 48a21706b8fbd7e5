import type { RunRecord } from './record'

/** What happened to the list of runs. */
export type RunsChange =
  { readonly kind: 'saved'; readonly record: RunRecord } | { readonly kind: 'gone'; readonly id: string }

/** The list of runs as the page gets it. */
export interface RunList {
  readonly runs: readonly RunRecord[]
  /** Runs that are there and cannot be read. */
  readonly damaged: number
  /** The run that was going on when the application or the training process ended; null = none. */
  readonly offer: string | null
}
