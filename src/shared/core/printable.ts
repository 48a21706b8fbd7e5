/** Longer texts are shortened to their beginning and end; characters. */
const MAX_SHOWN = 200

/** Control characters, line separators and bidirectional controls, which can spoof what a terminal or a page shows. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/**
 * Makes untrusted text (a name in an archive, a file name, a library's message) safe to show.
 * @param text - any length
 * @returns at most 200 characters, without control characters
 */
export function printable(text: string): string {
  const half = (MAX_SHOWN - 1) / 2
  const short = text.length <= MAX_SHOWN ? text : `${text.slice(0, Math.ceil(half))}…${text.slice(-Math.floor(half))}`
  return short.replace(/[\t\r\n]+/g, ' ').replace(UNPRINTABLE, '\ufffd')
}

/** Most names that a message lists. */
const MAX_LISTED = 8

/** Names for a message; a long list is cut and ends with the total. */
export const listed = (names: readonly string[]): readonly string[] =>
  names.length <= MAX_LISTED ? names : [...names.slice(0, MAX_LISTED), `… (${names.length})`]
