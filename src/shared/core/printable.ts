/** Longer texts from files are shown by their beginning and end. */
const MAX_SHOWN = 200

/** Control characters, line separators and marks of writing direction: they could forge what a terminal or a page shows. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/**
 * A text of unknown origin (a name in an archive, a file name, a library's message) as a message may show it.
 * @param text - any length
 * @returns at most 200 characters, without control characters
 */
export function printable(text: string): string {
  const half = (MAX_SHOWN - 1) / 2
  const short = text.length <= MAX_SHOWN ? text : `${text.slice(0, Math.ceil(half))}…${text.slice(-Math.floor(half))}`
  return short.replace(/[\t\r\n]+/g, ' ').replace(UNPRINTABLE, '\ufffd')
}

/** How many names a message lists. */
const MAX_LISTED = 8

/** Names for a message; a long list is cut and ends with how many there are. */
export const listed = (names: readonly string[]): readonly string[] =>
  names.length <= MAX_LISTED ? names : [...names.slice(0, MAX_LISTED), `… (${names.length})`]
