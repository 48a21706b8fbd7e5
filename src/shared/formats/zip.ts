import { FlateErrorCode, Inflate } from 'fflate'
import { crc32 } from '../core/crc32'
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
/** ZIP64: a locator before the end record points to a record with 64-bit numbers; those of 32 bits are then all ones. */
const LOCATOR_SIGNATURE = 0x07064b50
const LOCATOR_SIZE = 20
const END64_SIGNATURE = 0x06064b50
const END64_SIZE = 56
const EXTRA64 = 1
const ALL_ONES = 0xffffffff
const MAX_COMMENT_BYTES = 0xffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8
/** Deflate compresses at most 1032 to 1: a chunk of this size unpacks to 17 MB at most before its size is checked. */
const INFLATE_CHUNK = 16 * 1024

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
 * Reads entries of a ZIP archive (PKWARE APPNOTE 4.3), stored or deflated, also with a ZIP64 directory, and checks
 * their CRC-32.
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
  const entries: Entry[] = []
  const { count, start } = directoryOf(view, end)
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new ZipError('header')
    const nameLength = view.getUint16(at + 28, true)
    const extra = at + ENTRY_SIZE + nameLength
    const sizes = { size: view.getUint32(at + 24, true), packedSize: view.getUint32(at + 20, true) }
    const headerOffset = view.getUint32(at + 42, true)
    entries.push({
      name: String.fromCharCode(...bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...wide(view, { ...sizes, headerOffset }, extra, Math.min(end, extra + view.getUint16(at + 30, true))),
    })
    at += ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Where the directory starts and how many entries it has. @throws ZipError */
function directoryOf(view: DataView, end: number): { count: number; start: number } {
  const locator = end - LOCATOR_SIZE
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_SIGNATURE) {
    return { count: view.getUint16(end + 10, true), start: view.getUint32(end + 16, true) }
  }
  const at = uint64(view, locator + 8)
  if (at + END64_SIZE > locator || view.getUint32(at, true) !== END64_SIGNATURE) throw new ZipError('header')
  return { count: uint64(view, at + 32), start: uint64(view, at + 48) }
}

type EntryPlace = Pick<Entry, 'size' | 'packedSize' | 'headerOffset'>

/** The numbers of an entry; those that are all ones are in its ZIP64 field, in this order. */
function wide(view: DataView, { size, packedSize, headerOffset }: EntryPlace, from: number, to: number): EntryPlace {
  let field = from
  while (field + 4 <= to && view.getUint16(field, true) !== EXTRA64) field += 4 + view.getUint16(field + 2, true)
  let at = field + 4
  const number = (short: number): number => {
    if (short !== ALL_ONES || at + 8 > to) return short
    at += 8
    return uint64(view, at - 8)
  }
  return { size: number(size), packedSize: number(packedSize), headerOffset: number(headerOffset) }
}

/** Exact up to 2^53, far beyond any file; larger ones fail where they are compared with its length. */
const uint64 = (view: DataView, at: number): number => view.getUint32(at, true) + 2 ** 32 * view.getUint32(at + 4, true)

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
