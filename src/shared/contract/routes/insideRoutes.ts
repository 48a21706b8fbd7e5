import { z } from 'zod'
import type { Capture } from '../../inside/capture'
import { hyperparametersSchema } from '../../training/hyperparametersSchema'
import { typed } from '../typed'
import type { Rows } from './row'

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
} as const satisfies Rows
