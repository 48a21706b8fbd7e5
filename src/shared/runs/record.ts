import type { EndReason } from '../training/runTypes'
import type { SetId } from '../data/catalogue'
import type { DatasetSource } from '../data/dataset'
import type { EngineKind } from '../engine/engine'
import type { HistoryData } from '../training/history'
import type { Hyperparameters } from '../training/hyperparameters'

/** Which data a run learned from: enough to say whether another dataset is the same. */
export interface DatasetFingerprint {
  /** Shown to people; empty for the built-in sample. */
  readonly name: string
  readonly source: DatasetSource
  /** Which published set it is; absent when that is not known. */
  readonly set?: SetId
  /** What each label stands for, neutral of language; absent in the records of versions that did not keep it. */
  readonly classNames?: readonly string[]
  readonly trainCount: number
  readonly testCount: number
  /** 16 hexadecimal digits over all images and labels, see {@link datasetFingerprint}. */
  readonly digest: string
  /** How many of the training images are the person's own digits; absent when none were mixed in. */
  readonly ownDigits?: number
}

/** Numbers a run is judged by. Accuracies are 0..1 fractions of the whole split. */
export interface RunMetrics {
  /** Iterations done. */
  readonly iteration: number
  /** Of the newest accuracy pair; null before the first. */
  readonly epoch: number | null
  /** After the last iteration, else of the newest epoch. */
  readonly trainAccuracy: number | null
  readonly testAccuracy: number | null
  /** The highest test accuracy; epoch null = measured after the last iteration, between two epochs. */
  readonly best: { readonly epoch: number | null; readonly testAccuracy: number } | null
  /** Milliseconds spent running, pauses excluded. */
  readonly elapsedMs: number
}

/**
 * What the list of runs shows of one run: small, so that hundreds open at once. Curves, weights and the checkpoint lie
 * beside it as blobs of their own.
 */
export interface RunRecord {
  readonly version: 1
  /** Letters a-z, digits and dashes; see {@link isRunId}. */
  readonly id: string
  /** 1, 2, 3, ... in the order of starting; names the run until a person does. */
  readonly number: number
  /** Given by a person; empty = none. */
  readonly name: string
  readonly star: boolean
  readonly note: string
  /** ISO 8601 times. */
  readonly createdAt: string
  readonly savedAt: string
  readonly endedAt: string | null
  /** Why it ended; null while it can go on from its checkpoint. */
  readonly end: EndReason | null
  readonly hyperparameters: Hyperparameters
  /** The engine really in use. */
  readonly engine: EngineKind
  readonly appVersion: string
  readonly dataset: DatasetFingerprint
  readonly metrics: RunMetrics
  /** At most {@link SPARKLINE_POINTS} losses, evenly over the iterations done. */
  readonly sparkline: readonly number[]
}

/** What a person may change of a run. */
export interface RunChange {
  readonly name?: string
  readonly star?: boolean
  readonly note?: string
}

/** The curves of a run: losses of every iteration, accuracy pairs, marks. */
export type RunCurves = HistoryData

/** The parts of a run that are not in its record. */
export interface RunBlobs {
  /** {@link RunCurves}, see curvesFile.ts */
  readonly curves: Uint8Array
  /** An .npz archive as numpy.load reads it. */
  readonly weights: Uint8Array
  /** See checkpointFile.ts */
  readonly checkpoint: Uint8Array
}

export type RunBlobName = keyof RunBlobs

export const MAX_RUN_NAME = 80
export const MAX_RUN_NOTE = 4000
export const SPARKLINE_POINTS = 60

/** Whether a text can be the id of a run: also a safe name of a folder. */
export const isRunId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{7,47}$/.test(text)

/**
 * Whether a run can go on from its checkpoint: not after it finished or diverged. One that was cut off before its end was
 * said can, even after its last iteration: the last measurement is still to come.
 */
export function canContinue(end: EndReason | null, iteration: number, iterations: number): boolean {
  if (end === null) return true
  return end !== 'finished' && end !== 'diverged' && iteration < iterations
}
