import type { EndReason } from '../training/endReasons'
import type { SetId } from '../data/catalogue'
import type { DatasetSource } from '../data/dataset'
import type { EngineKind } from '../engine/engine'
import type { HistoryData } from '../training/history'
import type { TrainingEvent } from '../training/runTypes'
import type { Hyperparameters } from '../training/hyperparameters'

/** Identifies the dataset of a run. */
export interface DatasetFingerprint {
  /** Shown to the user; empty for the built-in sample. */
  readonly name: string
  readonly source: DatasetSource
  /** The published set it is; absent when unknown. */
  readonly set?: SetId
  /** The language-neutral class name of each label; absent in records of versions that did not store it. */
  readonly classNames?: readonly string[]
  readonly trainCount: number
  readonly testCount: number
  /** 16 hexadecimal digits over all images and labels, see {@link datasetFingerprint}. */
  readonly digest: string
  /** The number of own digits among the training images; absent when none were added. */
  readonly ownDigits?: number
  /** 8 hexadecimal digits over them and their labels; absent without them, and in records of version 0.1. */
  readonly ownDigest?: string
  /** Copies of each of them; absent without own digits, and if each was appended once. */
  readonly ownTimes?: number
}

/** Identifies own digits. */
export interface OwnDigitsMark {
  readonly count: number
  /** See DatasetFingerprint; empty where it is not known. */
  readonly digest: string
  /** Copies of each in the training data. */
  readonly times: number
}

/** The run from whose weights another one continues. */
export interface RunOrigin {
  readonly id: string
  readonly number: number
  /** Iterations done by the weights. */
  readonly iteration: number
}

/** The results of a run. Accuracies are 0..1 fractions of the whole split. */
export interface RunMetrics {
  /** Iterations done. */
  readonly iteration: number
  /** The newest whole epoch that was measured; null before the first. */
  readonly epoch: number | null
  /** Of the stored weights; of earlier ones while the run goes on, see `measuredAfter`. */
  readonly trainAccuracy: number | null
  readonly testAccuracy: number | null
  /** Iterations done by the weights of these accuracies; absent before the first, and in records of version 0.1. */
  readonly measuredAfter?: number
  /** Pairs of accuracies in the curves; absent in records of version 0.1. */
  readonly measurements?: number
  /** The highest test accuracy; epoch null = measured after the last iteration, between two epochs. */
  readonly best: { readonly epoch: number | null; readonly testAccuracy: number } | null
  /** Milliseconds spent running, pauses excluded. */
  readonly elapsedMs: number
}

/**
 * What the list of runs shows of one run: small, so that hundreds open at once. Curves, weights and the checkpoint are
 * stored next to it as blobs.
 */
export interface RunRecord {
  readonly version: 1
  /** Letters a-z, digits and dashes; see {@link isRunId}. */
  readonly id: string
  /** 1, 2, 3, ... in starting order; the default name of the run. */
  readonly number: number
  /** Chosen by the user; empty = none. */
  readonly name: string
  readonly star: boolean
  readonly note: string
  /** ISO 8601 times. */
  readonly createdAt: string
  readonly savedAt: string
  readonly endedAt: string | null
  /** Why it ended; null while it can continue from its checkpoint. */
  readonly end: EndReason | null
  readonly hyperparameters: Hyperparameters
  /** The engine that ran, see TrainingStatus. */
  readonly engine: EngineKind
  readonly appVersion: string
  readonly dataset: DatasetFingerprint
  readonly metrics: RunMetrics
  /** What made the run besides its settings, in order; empty in records of version 0.1, which did not store it. */
  readonly events: readonly TrainingEvent[]
  /** Null if the run started from new weights. */
  readonly from: RunOrigin | null
  /** At most {@link SPARKLINE_POINTS} losses, evenly over the iterations done. */
  readonly sparkline: readonly number[]
}

/** What the user can change about a run. */
export interface RunChange {
  readonly name?: string
  readonly star?: boolean
  readonly note?: string
}

/** The curves of a run: losses of every iteration, accuracy pairs, events. */
export type RunCurves = HistoryData

/** The parts of a run that are not in its record. */
export interface RunBlobs {
  /** {@link RunCurves}, see curves.ts */
  readonly curves: Uint8Array
  /** An .npz archive as numpy.load reads it. */
  readonly weights: Uint8Array
  /** See checkpoint.ts */
  readonly checkpoint: Uint8Array
}

export type RunBlobName = keyof RunBlobs

/** Whether an event made a run what it is; the others are only marked on its charts. */
export const isStoredEvent = ({ kind }: TrainingEvent): boolean => kind !== 'paused' && kind !== 'best'

/** The own digits of a dataset; null when there are none. */
export const ownDigitsOf = ({ ownDigits, ownDigest, ownTimes }: DatasetFingerprint): OwnDigitsMark | null =>
  ownDigits === undefined ? null : { count: ownDigits, digest: ownDigest ?? '', times: ownTimes ?? 1 }

export const MAX_RUN_NAME = 80
export const MAX_RUN_NOTE = 4000
export const SPARKLINE_POINTS = 60

/** Whether a text is a valid run id, which is also a safe folder name. */
export const isRunId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{7,47}$/.test(text)

/**
 * Whether a run can continue from its checkpoint: not after it finished or diverged. A run that was interrupted before its
 * end was recorded can, even after its last iteration: the final measurement is missing.
 */
export function canContinue(end: EndReason | null, iteration: number, iterations: number): boolean {
  if (end === null) return true
  return end !== 'finished' && end !== 'diverged' && iteration < iterations
}
