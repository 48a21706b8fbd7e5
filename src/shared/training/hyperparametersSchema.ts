import { z } from 'zod'
import { StudioError } from '../core/errors'
import type { Hyperparameters } from './hyperparameters'
import { parseHyperparameters } from './validateHyperparameters'

/** Hyperparameters inside a larger zod schema; the issue of a bad value carries its {@link StudioError} as `params.error`. */
export const hyperparametersSchema: z.ZodType<Hyperparameters> = z.unknown().transform((input, context) => {
  try {
    return parseHyperparameters(input)
  } catch (error) {
    if (!(error instanceof StudioError)) throw error
    context.addIssue({ code: 'custom', message: error.message, params: { error } })
    return z.NEVER
  }
})
