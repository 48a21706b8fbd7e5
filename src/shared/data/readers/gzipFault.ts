import type { FileFault, Reason } from '../../core/errorDetails'

/** What zlib and the gunzip of browsers say, in order of precedence. Browsers have no codes, so the text must do. */
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
 * @returns its own words when nothing is known of them
 */
export function gzipFault(error: unknown): Reason {
  const message = error instanceof Error ? error.message : String(error)
  return PHRASES.find(([phrase]) => phrase.test(message))?.[1] ?? message
}
