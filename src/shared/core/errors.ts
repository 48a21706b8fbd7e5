import type { ErrorDetails } from './errorDetails'
import { printable } from './printable'

/**
 * Every way a request can fail. Each code has one message per language in i18n/{zh-CN,en}/errors.ts that says what was
 * expected, what was found and what to do; the detail fills its placeholders.
 */
export type ErrorCode = keyof ErrorDetails

/** Values for the placeholders of a message; plain data, so that it crosses process boundaries. */
export type ErrorDetail = ErrorDetails[ErrorCode]

/** A code without placeholders needs no detail. */
type DetailOf<Code extends ErrorCode> =
  Record<never, never> extends ErrorDetails[Code] ? [detail?: ErrorDetails[Code]] : [detail: ErrorDetails[Code]]

/** The error used inside a process; a {@link Result} crosses process boundaries. */
export class StudioError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code
  readonly detail: ErrorDetails[Code]

  /**
   * @param code - what went wrong
   * @param detail - values for the message's placeholders
   */
  constructor(code: Code, ...[given]: DetailOf<Code>) {
    const detail = printableDetail<Code>(given)
    super(`${code} ${JSON.stringify(detail)}`)
    this.name = 'StudioError'
    this.code = code
    this.detail = detail
  }
}

/** Whether a thrown value is a {@link StudioError} of any code. */
export const isStudioError = (error: unknown): error is StudioError => error instanceof StudioError

/** Makes the texts of a detail printable before they reach a page, a log or a terminal. */
function printableDetail<Code extends ErrorCode>(detail: ErrorDetails[Code] | undefined): ErrorDetails[Code] {
  const entries = Object.entries(detail ?? {}).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'string'
      ? printable(value)
      : Array.isArray(value)
        ? value.map((each) => printable(String(each)))
        : value,
  ])
  // The same keys with values of the same types; left out only where the code has no detail.
  return Object.fromEntries(entries) as ErrorDetails[Code]
}
