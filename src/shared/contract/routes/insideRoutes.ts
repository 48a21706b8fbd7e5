import { z } from 'zod'
import type { Capture } from '../../inside/capture'
import { hyperparametersSchema } from '../../training/hyperparametersSchema'
import { typed } from '../typed'
import type { Rows } from './row'

/** What the Inside view asks for. */
export const insideRoutes = {
  /**
   * The next iteration as the engine will do it, without doing it: no bit of a run changes. Where no run's weights are in use,
   * the first batch of these hyperparameters; before the first run their initial weights as well.
   */
  'inside.capture': {
    payload: z.object({ hyperparameters: hyperparametersSchema }),
    reply: typed<Capture>(),
    to: 'trainer',
    lane: 'immediate',
  },
} as const satisfies Rows
