import { SYSTEM_FAULTS } from '../shared/core/errorDetails'
import type { Reason } from '../shared/core/errorDetails'
import { StudioError } from '../shared/core/errors'

/** The system's code of an error, such as `ENOENT`; undefined when it has none. */
export function errorCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether a file or folder does not exist. */
export const isMissing = (error: unknown): boolean => errorCodeOf(error) === 'ENOENT'

/** Whether no room is left: on the disk, or within the quota on it. */
const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(errorCodeOf(error) ?? '')

/**
 * The error for a failed write.
 * @param file - as messages name it
 * @param neededBytes - how much was to be written
 * @returns DISK_FULL or FILE_WRITE_FAILED
 */
export const writeError = (file: string, error: unknown, neededBytes: number): StudioError =>
  isDiskFull(error)
    ? new StudioError('DISK_FULL', { file, neededBytes })
    : new StudioError('FILE_WRITE_FAILED', { file, reason: reasonOf(error) })

/** The reason of an error: a code that messages explain, else Node's message without the path, which the page must not see. */
export function reasonOf(error: unknown): Reason {
  const known = SYSTEM_FAULTS.find((code) => code === errorCodeOf(error))
  if (known !== undefined) return known
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/, \w+( '.*')?$/s, '')
}
