import { z } from 'zod'
import type { RunPart } from '../core/errorDetails'
import { StudioError } from '../core/errors'

// zod compiles its parsers with `new Function`, which the content security policy forbids.
z.config({ jitless: true })

/**
 * Runs the decoder of one part of a run; any error means that this part is damaged.
 * @throws RUN_DAMAGED
 */
export function decoded<T>(part: RunPart, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : String(error)
    throw new StudioError('RUN_DAMAGED', { part, reason })
  }
}
