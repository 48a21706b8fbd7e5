import { FlateErrorCode, Inflate } from 'fflate'
import type { FileFault } from '../core/errorDetails'

/** The archive is damaged or uses what .npz files do not. */
export class ZipError extends Error {
  readonly reason: FileFault
  /** What is damaged; null = the archive itself. */
  readonly entry: string | null

  constructor(reason: FileFault, entry: string | null = null) {
    super(entry === null ? reason : `${entry}: ${reason}`)
    this.reason = reason
    this.entry = entry
  }
}

/** An entry unpacks to more than the caller allows. */
export class ZipTooLargeError extends Error {}

const END_SIGNATURE = 0x06054b50 // PK\5\6, end of central directory
const END_SIZE = 22
const ENTRY_SIGNATURE = 0x02014b50 // PK\1\2, central directory entry
const ENTRY_SIZE = 46
const LOCAL_SIGNATURE = 0x04034b50 // PK\3\4, local file header
const LOCAL_SIZE = 30
const MAX_COMMENT_BYTES = 0xffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8
/** Deflate compresses at most 1032 to 1: a chunk of this size unpacks to 17 MB at most before its size is checked. */
const INFLATE_CHUNK = 16 * 1024

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

interface Entry {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly headerOffset: number
}

/**
 * Reads entries of a ZIP archive (PKWARE APPNOTE 4.3), stored or deflated, and checks their CRC-32. Archives beyond 4 GB
 * (ZIP64) are not read.
 * @param bytes - the archive; not modified
 * @param wanted - selects the entries to unpack by name
 * @param limit - largest declared size of an entry, bytes; an entry that unpacks to more than it declares is refused
 * @returns names of all entries, and the bytes of the wanted ones
 * @throws ZipError, ZipTooLargeError
 */
export function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limit: number,
): { readonly names: readonly string[]; readonly files: ReadonlyMap<string, Uint8Array> } {
  const entries = readDirectory(bytes)
  const chosen = entries.filter((entry) => wanted(entry.name))
  const names = new Set<string>()
  // Before anything is unpacked: an archive may list one large entry hundreds of times.
  for (const { name, size } of chosen) {
    if (size > limit) throw new ZipTooLargeError(name)
    if (names.has(name)) throw new ZipError('duplicate', name)
    names.add(name)
  }
  const files = new Map(chosen.map((entry) => [entry.name, unpack(bytes, entry)]))
  return { names: entries.map((entry) => entry.name), files }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function readDirectory(bytes: Uint8Array): Entry[] {
  const view = viewOf(bytes)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new ZipError('header')
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: String.fromCharCode(...bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    })
    at += ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_SIZE
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  throw new ZipError('cutOff')
}

function unpack(bytes: Uint8Array, entry: Entry): Uint8Array {
  const { name, flags, method, crc, packedSize, size, headerOffset } = entry
  if (flags & ENCRYPTED) throw new ZipError('encrypted', name)
  const view = viewOf(bytes)
  if (headerOffset + LOCAL_SIZE > bytes.length || view.getUint32(headerOffset, true) !== LOCAL_SIGNATURE) {
    throw new ZipError('header', name)
  }
  const start =
    headerOffset + LOCAL_SIZE + view.getUint16(headerOffset + 26, true) + view.getUint16(headerOffset + 28, true)
  if (start + packedSize > bytes.length) throw new ZipError('cutOff', name)
  const packed = bytes.subarray(start, start + packedSize)
  let content: Uint8Array
  if (method === STORED) content = packed
  else if (method === DEFLATED) content = inflate(packed, size, name)
  else throw new ZipError('method', name)
  if (content.length !== size) throw new ZipError('length', name)
  if (crc32(content) !== crc) throw new ZipError('checksum', name)
  return content
}

/** Inflates in chunks, so that a stream longer than announced is stopped early. */
function inflate(packed: Uint8Array, size: number, name: string): Uint8Array {
  const out = new Uint8Array(size)
  let filled = 0
  const inflater = new Inflate((chunk) => {
    if (filled + chunk.length > size) throw new ZipTooLargeError(name)
    out.set(chunk, filled)
    filled += chunk.length
  })
  for (let at = 0; at < packed.length; at += INFLATE_CHUNK) {
    const last = at + INFLATE_CHUNK >= packed.length
    try {
      inflater.push(packed.subarray(at, at + INFLATE_CHUNK), last)
    } catch (error) {
      if (error instanceof ZipTooLargeError) throw error
      const ended = error instanceof Error && 'code' in error && error.code === FlateErrorCode.UnexpectedEOF
      throw new ZipError(ended ? 'cutOff' : 'garbled', name)
    }
  }
  return out.subarray(0, filled)
}
