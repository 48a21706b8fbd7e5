import type { z } from 'zod'
import { StudioError } from '../core/errors'
import type { StudioRequestName } from './api'

/** Turns anything into the payload of a request. @throws BAD_REQUEST, or HYPERPARAMETER_ codes for values of the form */
export type PayloadParser<T> = (payload: unknown) => T

/** A parser from a schema; says where it did not fit. */
export function parseBy<T>(channel: StudioRequestName, schema: z.ZodType<T>): PayloadParser<T> {
  return (payload) => {
    const parsed = schema.safeParse(payload)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const where = issue?.path.join('.') ?? ''
    throw new StudioError('BAD_REQUEST', {
      channel,
      reason: where ? `${where}: ${issue?.message}` : `${issue?.message}`,
    })
  }
}
