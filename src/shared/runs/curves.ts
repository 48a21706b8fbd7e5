import { z } from 'zod'
import type { EpochRecord, TrainingEvent } from '../training/runTypes'
import { END_REASONS } from '../training/endReasons'
import type { HistoryData } from '../training/history'
import { decoded } from './decoded'
import { pack, unpack } from './pack'
import type { RunCurves } from './record'

const count = z.int().min(0)
const accuracy = z.number().min(0).max(1)

const epochSchema: z.ZodType<EpochRecord> = z.object({
  epoch: z.number().min(0),
  iteration: count,
  trainAccuracy: accuracy,
  testAccuracy: accuracy,
})

/** An event of a run as it is stored. */
export const eventSchema: z.ZodType<TrainingEvent> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('learningRate'),
    iteration: count,
    value: z.number(),
    from: z.exactOptional(z.number()),
  }),
  z.object({ kind: z.literal('remedy'), iteration: count, value: z.number(), from: z.number() }),
  z.object({
    kind: z.literal('planned'),
    iteration: count,
    value: count,
    from: count,
    after: z.exactOptional(z.enum(END_REASONS)),
  }),
  z.object({ kind: z.literal('paused'), iteration: count }),
  z.object({ kind: z.literal('best'), iteration: count, epoch: count, value: accuracy }),
  z.object({ kind: z.literal('diverged'), iteration: count }),
  z.object({
    kind: z.literal('collapsed'),
    iteration: count,
    peak: z.number(),
    peakIteration: count,
    level: z.number(),
  }),
])

/** Losses, epochs and events of a run. */
export const historySchema: z.ZodType<HistoryData> = z.object({
  losses: z.instanceof(Float64Array),
  epochs: z.array(epochSchema),
  marks: z.array(eventSchema),
})

/** @returns the bytes of curves.bin */
export const encodeCurves = ({ losses, epochs, marks }: RunCurves): Uint8Array<ArrayBuffer> =>
  pack({ losses, epochs, marks })

/**
 * @param bytes - of {@link encodeCurves}; not modified
 * @throws RUN_DAMAGED when the bytes are truncated, changed or of another kind
 */
export const decodeCurves = (bytes: Uint8Array): RunCurves =>
  decoded('curves', () => historySchema.parse(unpack(bytes)))
