import { z } from 'zod'
import { END_REASONS } from '../training/endReasons'
import { OPTIMIZER_KINDS } from '../nn/optimizers'
import type { EngineState } from '../engine/engine'
import type { DrawState } from '../training/batchSource'
import type { BestSnapshot, Checkpoint, RestorePoint, SessionShapes } from '../training/checkpoint'
import { MAX_RATE_CHANGES } from '../training/schedule'
import { hyperparametersSchema } from '../training/hyperparametersSchema'
import type { Weights } from '../nn/weights'
import { historySchema } from './curves'
import { decoded } from './decoded'
import { pack, unpack } from './pack'
import type { OptimizerState } from '../nn/optimizers'

const count = z.int().min(0)
const accuracy = z.number().min(0).max(1)
const f64 = z.instanceof(Float64Array)
const u32 = z.instanceof(Uint32Array)

const weightsSchema: z.ZodType<Weights> = z
  .object({ inputs: count, hidden: count, classes: count, W1: f64, b1: f64, W2: f64, b2: f64 })
  .refine(
    ({ inputs, hidden, classes, W1, b1, W2, b2 }) =>
      W1.length === inputs * hidden && b1.length === hidden && W2.length === hidden * classes && b2.length === classes,
    'array lengths differ from the shapes',
  )

const optimizerSchema: z.ZodType<OptimizerState> = z.object({
  kind: z.enum(OPTIMIZER_KINDS),
  updates: count,
  slots: z.array(weightsSchema).max(2),
})
const engineSchema: z.ZodType<EngineState> = z.object({ weights: weightsSchema, optimizer: optimizerSchema })

/** MT19937 has 624 words of state. */
const randomSchema: z.ZodType<DrawState['random']> = z.object({
  words: u32.refine((words) => words.length === 624, '624 words expected'),
  position: z.int().min(0).max(624),
  cachedGauss: z.number().nullable(),
})
const drawsSchema: z.ZodType<DrawState> = z.object({
  random: randomSchema,
  shiftRandom: randomSchema,
  nextBatch: u32,
})
const pointSchema: z.ZodType<RestorePoint> = z.object({
  iteration: count,
  engine: engineSchema,
  draws: drawsSchema,
  baseLearningRate: z.number(),
})
const bestSchema: z.ZodType<BestSnapshot> = z.object({
  epoch: count,
  iteration: count,
  testAccuracy: accuracy,
  weights: weightsSchema,
})
const shapesSchema: z.ZodType<SessionShapes> = z.object({
  trainCount: z.int().min(1),
  testCount: z.int().min(1),
  inputs: z.int().min(1),
  classes: z.int().min(1),
})

const checkpointSchema: z.ZodType<Checkpoint> = z
  .object({
    version: z.literal(1),
    hyperparameters: hyperparametersSchema,
    shapes: shapesSchema,
    point: pointSchema,
    history: historySchema,
    best: bestSchema.nullable(),
    lastStable: pointSchema,
    changes: z.exactOptional(z.array(z.object({ iteration: count, value: z.number() })).max(MAX_RATE_CHANGES)),
    decayIterations: z.exactOptional(z.int().min(1)),
    due: z.object({ epoch: z.number().min(0), iteration: count, final: z.boolean() }).nullable(),
    elapsedMs: z.number().min(0),
    end: z
      .object({
        reason: z.enum(END_REASONS),
        final: z.object({ trainAccuracy: accuracy, testAccuracy: accuracy }).nullable(),
      })
      .nullable(),
  })
  .refine(isConsistent, 'inconsistent sizes')

/** Whether weights and batches have the sizes of the hyperparameters: an engine must not get others. */
function isConsistent({ hyperparameters, shapes, point, lastStable, best }: Checkpoint): boolean {
  const networks = [point, lastStable].flatMap(({ engine }) => [engine.weights, ...engine.optimizer.slots])
  if (best !== null) networks.push(best.weights)
  const { inputs, classes, trainCount } = shapes
  const { hidden, batch, optimizer } = hyperparameters
  return (
    networks.every((w) => w.inputs === inputs && w.hidden === hidden && w.classes === classes) &&
    [point, lastStable].every(
      ({ engine, draws }) =>
        engine.optimizer.kind === optimizer &&
        draws.nextBatch.length === batch &&
        draws.nextBatch.every((index) => index < trainCount),
    )
  )
}

/** @returns the bytes of checkpoint.bin */
export function encodeCheckpoint({ lastStable, ...rest }: Checkpoint): Uint8Array<ArrayBuffer> {
  return pack({ ...rest, lastGood: lastStable })
}

/** Version 1 of the file calls `lastStable` by its former name. */
function fromVersion1(file: unknown): unknown {
  if (typeof file !== 'object' || file === null || !('lastGood' in file)) return file
  const { lastGood, ...rest } = file
  return { ...rest, lastStable: lastGood }
}

/**
 * @param bytes - of {@link encodeCheckpoint}; not modified
 * @returns the same checkpoint, bit for bit
 * @throws RUN_DAMAGED when the bytes are truncated, changed or of another kind
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  return decoded('checkpoint', () => checkpointSchema.parse(fromVersion1(unpack(bytes))))
}
