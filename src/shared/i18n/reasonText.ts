import type { ErrorCode } from '../core/errors'
import type { Messages } from './zh-CN'

type ReasonKey = keyof Messages['reasons']

/** Errors whose reason comes from zlib, a browser's gunzip, or our own readers of ZIP and .npy. */
const PACKED: ReadonlySet<ErrorCode> = new Set(['DATA_GZIP_BROKEN', 'WEIGHTS_BROKEN'])

/** What those say, in order of precedence: zlib `unexpected end of file`, Chromium `Compressed input was truncated.` ... */
const PHRASES: readonly (readonly [RegExp, ReasonKey])[] = [
  [/junk/i, 'trailing'],
  [/unexpected end|truncated|end is missing/i, 'cutOff'],
  [/data check|length check|checksum/i, 'checksum'],
  [/encrypted/i, 'encrypted'],
  [/bytes (of data expected|instead of)/, 'length'],
  [/compression method/i, 'method'],
  [/header|not a \.npy/i, 'header'],
  [/invalid|incorrect|damaged|not valid/i, 'garbled'],
]

/**
 * Puts a reason into words of the language: the system's code at its head (`ENOENT: no such file or directory`), or what a
 * damaged archive is damaged in, with the name of the array before it (`W1: header truncated`).
 * @param reason - as it came from the system
 * @returns the reason itself where nothing is known of it, which is better than no reason
 */
export function reasonText(code: ErrorCode, reason: string, { reasons }: Messages): string {
  const byCode: Record<string, string> = reasons
  const errno = /^E[A-Z0-9]+\b/.exec(reason)?.[0]
  if (errno !== undefined) return byCode[errno] ?? reason
  if (!PACKED.has(code)) return reason
  const [, array = ''] = /^([Wb][12]): /.exec(reason.replace('.npy', '')) ?? []
  const key = PHRASES.find(([phrase]) => phrase.test(reason))?.[1]
  if (key === undefined) return reason
  return array === '' ? reasons[key] : `${array}: ${reasons[key]}`
}
