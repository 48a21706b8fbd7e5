import { StudioError, isStudioError } from './errors'
import type { ErrorCode, ErrorDetail } from './errors'

/** What crosses a process boundary: custom errors do not survive structured clone, plain objects do. */
export type Failure = { readonly ok: false; readonly code: ErrorCode; readonly detail: ErrorDetail }
export type Result<T> = { readonly ok: true; readonly value: T } | Failure

/** Wraps a value as a success. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** Wraps anything thrown as a failure; what is not a {@link StudioError} becomes INTERNAL with its message as reason. */
export function toFailure(error: unknown): Failure {
  const { code, detail } = isStudioError(error)
    ? error
    : new StudioError('INTERNAL', { reason: error instanceof Error ? error.message : String(error) })
  return { ok: false, code, detail }
}

/** Runs `work` and returns its outcome as a {@link Result}; never rejects. */
export async function settle<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    return toFailure(error)
  }
}

/** Returns the value of a success; throws the failure as a {@link StudioError}. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new StudioError(result.code, result.detail)
}
