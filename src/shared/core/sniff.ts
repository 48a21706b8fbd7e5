/** Kinds of files that {@link sniffKind} detects; i18n has a term for each. */
export type FileKind =
  | 'images'
  | 'labels'
  | 'idx'
  | 'gzip'
  | 'gzipTwice'
  | 'zip'
  | 'png'
  | 'jpeg'
  | 'pdf'
  | 'npy'
  | 'pickle'
  | 'html'
  | 'xml'
  | 'lfs'
  | 'json'
  | 'text'
  | 'empty'
  | 'unknown'

/** Leading bytes that determine the kind; first match wins. */
const signatures: readonly (readonly [kind: FileKind, bytes: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]], // RFC 1952, ID1 ID2
  ['zip', [0x50, 0x4b, 0x03, 0x04]], // PK\3\4, local file header
  ['zip', [0x50, 0x4b, 0x05, 0x06]], // PK\5\6, an archive without entries
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]], // %PDF
  ['npy', [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]], // \x93NUMPY
  ['pickle', [0x80, 0x02]], // PROTO 2, the first opcode of Python's pickle
  ['pickle', [0x80, 0x03]],
  ['pickle', [0x80, 0x04]],
  ['pickle', [0x80, 0x05]],
  ['images', [0, 0, 0x08, 0x03]], // IDX, unsigned bytes, 3 dimensions
  ['labels', [0, 0, 0x08, 0x01]], // IDX, unsigned bytes, 1 dimension
]

/** Element types of IDX besides u8: i8, i16, i32, f32, f64. */
const idxTypes = new Set([0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e])

const startsWith = (bytes: Uint8Array, prefix: readonly number[]): boolean =>
  bytes.length >= prefix.length && prefix.every((byte, i) => bytes[i] === byte)

/** The first bytes as Latin-1 text, or null when a byte cannot be part of a text (UTF-8 above 0x7f is accepted). */
function leadingText(bytes: Uint8Array): string | null {
  const start = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0 // byte order mark
  let text = ''
  for (const byte of bytes.subarray(start, 512)) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) return null
    if (byte === 0x7f || byte === 0xc0 || byte === 0xc1 || byte >= 0xf5) return null
    text += String.fromCharCode(byte)
  }
  return text.trimStart().toLowerCase()
}

/**
 * Detects what a file really is, for the message about an unexpected file.
 * @param bytes - the file's beginning; 512 bytes are enough
 * @returns the kind; 'unknown' when nothing fits
 */
export function sniffKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  for (const [kind, prefix] of signatures) if (startsWith(bytes, prefix)) return kind
  const dimensions = bytes[3] ?? 0
  if (bytes[0] === 0 && bytes[1] === 0 && idxTypes.has(bytes[2] ?? 0) && dimensions >= 1 && dimensions <= 8) {
    return 'idx'
  }
  const text = leadingText(bytes)
  if (text === null) return 'unknown'
  if (text.startsWith('version https://git-lfs')) return 'lfs'
  const markup = text.replace(/^(<\?xml[^>]*>|<!--.*?-->|\s)+/s, '')
  if (/^(<!doctype html|<html|<head|<body)/.test(markup)) return 'html'
  if (text.startsWith('<?xml')) return 'xml'
  if (/^(\{\s*("|\}|$)|\[\s*(["{[\]\d-]|$))/.test(text)) return 'json'
  return 'text'
}
