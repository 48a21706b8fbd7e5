import type { FileFault, Reason } from '../../core/errorDetails'

/** Messages of zlib and of browsers, in order of precedence. Browsers give no error codes, so the text is matched. */
const PHRASES: readonly (readonly [RegExp, FileFault])[] = [
  [/junk/i, 'trailing'],
  [/unexpected end|truncated/i, 'cutOff'],
  [/data check|length check|checksum/i, 'checksum'],
  [/header/i, 'header'],
  [/invalid|incorrect|not valid/i, 'garbled'],
]

/**
 * What is wrong with a gzip file.
 * @param error - from zlib (`unexpected end of file`) or a DecompressionStream (`Compressed input was truncated.`)
 * @returns the error's message when it matches no known fault
 */
export function gzipFault(error: unknown): Reason {
  const message = error instanceof Error ? error.message : String(error)
  return PHRASES.find(([phrase]) => phrase.test(message))?.[1] ?? message
}
