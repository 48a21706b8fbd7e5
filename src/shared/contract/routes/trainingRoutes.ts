import { z } from 'zod'
import type { DatasetFingerprint } from '../../runs/record'
import type { RunSnapshot } from '../../runs/runSnapshot'
import { hyperparametersSchema } from '../../training/hyperparametersSchema'
import { MAX_RATE_CHANGES } from '../../training/schedule'
import type { RunSchedule } from '../../training/schedule'
import type { TrainingStatus } from '../../training/runTypes'
import { typed } from '../typed'
import { nothing } from './row'
import type { Rows } from './row'

const change = z.object({ iteration: z.int().min(0), value: z.number() })
const schedule: z.ZodType<RunSchedule> = z.object({
  changes: z.array(change).max(MAX_RATE_CHANGES),
  decayIterations: z.exactOptional(z.int().min(1)),
})
const run = z.object({ hyperparameters: hyperparametersSchema, schedule: z.exactOptional(schedule) })
const status = typed<TrainingStatus>()

/** A saved run as the host passes it on. */
interface StoredRun {
  readonly id: string
  readonly dataset: DatasetFingerprint
  readonly checkpoint: Uint8Array
}

/** Commands to the current run; each replies with the new status. */
export const trainingRoutes = {
  /** Starts a new run: new weights from the seed. Allowed in every phase but running. */
  'training.start': { payload: run, reply: status, to: 'trainer', lane: 'queued' },
  'training.pause': { payload: nothing, reply: status, to: 'trainer', lane: 'queued' },
  'training.resume': { payload: nothing, reply: status, to: 'trainer', lane: 'queued' },
  /** One iteration, then paused; from idle it first starts a run with these hyperparameters, an ended run it lengthens by one. */
  'training.step': { payload: run, reply: status, to: 'trainer', lane: 'queued' },
  /** Continues an ended run for at least this many more iterations; it stays the same run. Not after a divergence. */
  'training.lengthen': {
    payload: z.object({ iterations: z.int().min(1) }),
    reply: status,
    to: 'trainer',
    lane: 'queued',
  },
  'training.stop': { payload: nothing, reply: status, to: 'trainer', lane: 'queued' },
  'training.learningRate': {
    payload: z.object({ value: z.number() }),
    reply: status,
    to: 'trainer',
    lane: 'queued',
  },
  /** Uses the weights with the best test accuracy of the run; a paused run resumes from where it was. Not while running. */
  'training.restoreBest': { payload: nothing, reply: status, to: 'trainer', lane: 'queued' },
  /** Undoes `training.restoreBest`: uses the last weights of the run again. */
  'training.restoreLast': { payload: nothing, reply: status, to: 'trainer', lane: 'queued' },
  /** After a divergence, or to prevent one: a new run from the last stable point with half the learning rate. */
  'training.continueFromStable': { payload: nothing, reply: status, to: 'trainer', lane: 'queued' },
  'training.status': { payload: nothing, reply: status, to: 'trainer', lane: 'immediate' },
  /** The current run with everything worth saving; null before the first start. A running one pauses for a moment. */
  'run.snapshot': {
    payload: typed<null>(),
    reply: typed<RunSnapshot | null>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
  /** Shows a saved run as it was left: paused, or as it ended. Refused while training runs, and with another dataset. */
  'run.reopen': { payload: typed<StoredRun>(), reply: status, to: 'trainer', from: 'host', lane: 'queued' },
  /**
   * Continues a saved run from its checkpoint, bit for bit. Refused while training runs, with another dataset than
   * `dataset`, and when no iteration is left.
   */
  'run.continue': {
    payload: typed<StoredRun>(),
    reply: status,
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
} as const satisfies Rows
