import { z } from 'zod'
import type { Capture, CapturedWeights } from '../../inside/capture'
import type { SplitReading } from '../../inside/mistakes'
import type { NeuronActivity } from '../../inside/neurons'
import { hyperparametersSchema } from '../../training/hyperparametersSchema'
import type { Thumbnails } from '../replies'
import { typed } from '../typed'
import { nothing } from './row'
import type { Rows } from './row'

const split = z.enum(['train', 'test'])
/** Images that a gallery shows at once. */
const MAX_IMAGES = 500

/** Requests of the Inside view. */
export const insideRoutes = {
  /**
   * Captures the next iteration without changing the run. If the weights in use are not those of a run, it takes the first batch
   * of these hyperparameters; before the first run also their initial weights.
   */
  'inside.capture': {
    payload: z.object({ hyperparameters: hyperparametersSchema }),
    reply: typed<Capture>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** Reads a whole split with the weights in use, which are sent along; those of a running run are those of this moment. */
  'inside.reading': {
    payload: z.object({ split }),
    reply: typed<SplitReading & { readonly iteration: number; readonly weights: CapturedWeights }>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** Iterations at which weights of the current run were kept, ascending; empty without a run. */
  'inside.film': {
    payload: nothing,
    reply: typed<{ readonly run: number; readonly iterations: readonly number[] }>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** The weights kept after an iteration, and what their neurons do on the test split if asked; null when they were dropped. */
  'inside.frame': {
    payload: z.object({ iteration: z.int().min(0), activity: z.boolean() }),
    reply: typed<{
      readonly iteration: number
      readonly weights: CapturedWeights
      readonly activity: NeuronActivity | null
    } | null>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** The weights in use and what their neurons do on the test split. */
  'inside.neurons': {
    payload: nothing,
    reply: typed<NeuronActivity & { readonly iteration: number; readonly weights: CapturedWeights }>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** Images by their positions in a split. */
  'inside.images': {
    payload: z.object({ split, indices: z.array(z.int().min(0)).max(MAX_IMAGES) }),
    reply: typed<Thumbnails>(),
    to: 'trainer',
    lane: 'immediate',
  },
} as const satisfies Rows
