import { z } from 'zod'
import { MAX_OWN_DIGITS, OWN_PIXELS } from '../data/ownDigits'
import { runIdSchema } from '../runs/schema'

const nothing = z.null()
const image = z.instanceof(Uint8Array).refine((bytes) => bytes.length === OWN_PIXELS, `${OWN_PIXELS} bytes expected`)
/** A class: one line. */
const name = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\r\n]+$/)
const at = z.int().min(0).max(MAX_OWN_DIGITS)

/** Images of the own digits, all or some. */
const images = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length % OWN_PIXELS === 0 && bytes.length <= MAX_OWN_DIGITS * OWN_PIXELS, 'whole images')

/** The shapes of the requests about drawings. */
export const DRAWING_SCHEMAS = {
  'comparison.info': nothing,
  'comparison.copy': z.object({ from: z.enum(['now', 'best']) }),
  'comparison.clear': nothing,
  'network.readAll': z.object({ images }),
  'network.shiftRobustness': z.object({ slot: z.enum(['current', 'comparison']) }),
  'host.importComparison': nothing,
  'runs.loadComparison': z.object({ id: runIdSchema, name: z.string().min(1).max(200) }),
  'own.list': nothing,
  'own.add': z.object({ image, name, at: at.nullable() }),
  'own.remove': z.object({ at }),
  'own.relabel': z.object({ at, name }),
  'own.export': nothing,
}
