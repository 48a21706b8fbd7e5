import { StudioError } from '../../core/errors'
import type { ErrorCode } from '../../core/errors'

type DownloadErrorCode = Extract<ErrorCode, `DOWNLOAD_${string}`>

/** Why a mirror did not give a file: no answer at all, refused, another status, wrong content, broken off. */
export type AttemptKind = 'unreachable' | 'blocked' | 'status' | 'checksum' | 'broken'

/** One mirror that failed. */
export interface Attempt {
  readonly host: string
  readonly kind: AttemptKind
  /** Short and neutral of language: `HTTP 403`, `ENOTFOUND`, `SHA-256 ≠`. */
  readonly reason: string
}

/** Statuses by which a server, a proxy or the law refuses: 401, 403, 407, 451. */
const BLOCKING: ReadonlySet<number> = new Set([401, 403, 407, 451])

/** What an HTTP status other than success says. */
export const statusKind = (status: number): 'blocked' | 'status' => (BLOCKING.has(status) ? 'blocked' : 'status')

function codeOf(attempts: readonly Attempt[]): DownloadErrorCode {
  const all = (...kinds: readonly AttemptKind[]): boolean => attempts.every(({ kind }) => kinds.includes(kind))
  if (all('unreachable')) return 'DOWNLOAD_OFFLINE'
  if (attempts.some(({ kind }) => kind === 'checksum')) return 'DOWNLOAD_CHECKSUM'
  return all('blocked', 'unreachable') ? 'DOWNLOAD_BLOCKED' : 'DOWNLOAD_FAILED'
}

/** The one error that says what became of a file on all mirrors. */
export function downloadError(file: string, attempts: readonly Attempt[]): StudioError {
  return new StudioError(codeOf(attempts), { file, attempts: attempts.map(({ host, reason }) => `${host}: ${reason}`) })
}
