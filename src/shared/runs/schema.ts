import { z } from 'zod'
import { END_REASONS } from '../training/endReasons'
import { ENGINE_KINDS } from '../engine/engine'
import { MAX_CLASSES, SET_IDS } from '../data/catalogue'
import { hyperparametersSchema } from '../training/hyperparametersSchema'
import { eventSchema } from './curves'
import { decoded } from './decoded'
import { MAX_RUN_NAME, MAX_RUN_NOTE, SPARKLINE_POINTS, isRunId } from './record'
import type { RunChange, RunRecord } from './record'

const MAX_COUNT = 1e9

const count = z.int().min(0).max(MAX_COUNT)
const accuracy = z.number().min(0).max(1)
const time = z.iso.datetime()

export const runIdSchema = z.string().refine(isRunId, 'not the id of a run')

/** A stored record. It comes from a file that may have been edited. */
export const runRecordSchema: z.ZodType<RunRecord> = z.object({
  version: z.literal(1),
  id: runIdSchema,
  number: count,
  name: z.string().max(MAX_RUN_NAME),
  star: z.boolean(),
  note: z.string().max(MAX_RUN_NOTE),
  createdAt: time,
  savedAt: time,
  endedAt: time.nullable(),
  end: z.enum(END_REASONS).nullable(),
  hyperparameters: hyperparametersSchema,
  engine: z.enum(ENGINE_KINDS),
  appVersion: z.string().max(50),
  dataset: z.object({
    name: z.string().max(500),
    source: z.enum(['folder', 'sample', 'files']),
    set: z.exactOptional(z.enum(SET_IDS)),
    classNames: z.exactOptional(z.array(z.string()).max(MAX_CLASSES)),
    trainCount: count,
    testCount: count,
    digest: z.string().regex(/^[0-9a-f]{16}$/),
    ownDigits: z.exactOptional(count),
    ownDigest: z.exactOptional(z.string().regex(/^[0-9a-f]{8}$/)),
    ownTimes: z.exactOptional(count),
  }),
  metrics: z.object({
    iteration: count,
    epoch: count.nullable(),
    trainAccuracy: accuracy.nullable(),
    testAccuracy: accuracy.nullable(),
    measuredAfter: z.exactOptional(count),
    measurements: z.exactOptional(count),
    best: z.object({ epoch: count.nullable(), testAccuracy: accuracy }).nullable(),
    elapsedMs: z.number().min(0),
  }),
  // Records of version 0.1 have neither.
  events: z.array(eventSchema).default([]),
  from: z.object({ id: runIdSchema, number: count, iteration: count }).nullable().default(null),
  sparkline: z.array(z.number()).max(SPARKLINE_POINTS),
})

/** What the user can change; unknown keys are dropped. */
export const runChangeSchema: z.ZodType<RunChange> = z.object({
  name: z.exactOptional(z.string().max(MAX_RUN_NAME)),
  star: z.exactOptional(z.boolean()),
  note: z.exactOptional(z.string().max(MAX_RUN_NOTE)),
})

/**
 * Reads a record from the text of its file.
 * @throws RUN_DAMAGED when it is not JSON or does not match the schema
 */
export const parseRunRecord = (text: string): RunRecord =>
  decoded('record', () => runRecordSchema.parse(JSON.parse(text)))
