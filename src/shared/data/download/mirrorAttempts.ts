import { StudioError } from '../../core/errors'
import type { ErrorCode } from '../../core/errors'

type DownloadErrorCode = Extract<ErrorCode, `DOWNLOAD_${string}`>

/** Why a download from a mirror failed: no answer, refused, another status, wrong content, connection lost. */
export type AttemptKind = 'unreachable' | 'blocked' | 'status' | 'checksum' | 'broken'

/** One mirror that failed. */
export interface Attempt {
  readonly host: string
  readonly kind: AttemptKind
  /** Short, the same in every language: `HTTP 403`, `ENOTFOUND`, `SHA-256 ≠`. */
  readonly reason: string
}

/** Statuses of a refusal: by the server, a proxy (407) or the law (451). */
const BLOCKING: ReadonlySet<number> = new Set([401, 403, 407, 451])

/** Kind of an HTTP status other than success. */
export const statusKind = (status: number): 'blocked' | 'status' => (BLOCKING.has(status) ? 'blocked' : 'status')

function codeOf(attempts: readonly Attempt[]): DownloadErrorCode {
  const all = (...kinds: readonly AttemptKind[]): boolean => attempts.every(({ kind }) => kinds.includes(kind))
  if (all('unreachable')) return 'DOWNLOAD_OFFLINE'
  if (attempts.some(({ kind }) => kind === 'checksum')) return 'DOWNLOAD_CHECKSUM'
  return all('blocked', 'unreachable') ? 'DOWNLOAD_BLOCKED' : 'DOWNLOAD_FAILED'
}

/** The error for a file that failed on every mirror. */
export function downloadError(file: string, attempts: readonly Attempt[]): StudioError {
  return new StudioError(codeOf(attempts), { file, attempts: attempts.map(({ host, reason }) => `${host}: ${reason}`) })
}
