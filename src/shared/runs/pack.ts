import { strFromU8, strToU8 } from 'fflate'
import { xxhash32 } from '../core/xxhash32'

/** Typed arrays that a pack can hold, by their name in the header. */
const ARRAYS = {
  f64: Float64Array,
  f32: Float32Array,
  u32: Uint32Array,
  i8: Int8Array,
  u8: Uint8Array,
} as const

type ArrayKind = keyof typeof ARRAYS
type PackedArray = Float64Array | Float32Array | Uint32Array | Int8Array | Uint8Array

/** Plain data: JSON values, all numbers (NaN, infinities and -0 too), and typed arrays. */
export type Packable =
  null | boolean | number | string | PackedArray | readonly Packable[] | { readonly [key: string]: Packable }

/** `DSPK`, read as a little-endian u32. */
const MAGIC = 0x4b505344
const VERSION = 1
/** magic, version, XXH32 of everything after it, length of the header: u32 each. */
const PREFIX_BYTES = 16
const HASHED_FROM = 12
const ALIGNMENT = 8
/** First character of keys that encode what JSON cannot; ordinary keys that begin with it are prefixed with another. */
const ESCAPE = '$'

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT

/**
 * Serialises plain data with typed arrays into one block of bytes with a checksum: prefix, JSON header, then the bytes of
 * the arrays, little-endian, aligned to 8 bytes. Numbers are preserved bit for bit.
 * @param value - null, booleans, numbers, strings, typed arrays of the kinds above, arrays and plain objects of these
 * @throws TypeError for anything else
 */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: PackedArray[] = []
  let offset = 0
  const header = (item: unknown): unknown => {
    if (typeof item === 'number') return Number.isFinite(item) && !Object.is(item, -0) ? item : { $n: nameOf(item) }
    if (item === null || typeof item === 'boolean' || typeof item === 'string') return item
    if (typeof item !== 'object') throw new TypeError(`not plain data: ${typeof item}`)
    if (isPackedArray(item)) {
      const at = offset
      arrays.push(item)
      offset += aligned(item.byteLength)
      return { $a: [kindOf(item), at, item.length] }
    }
    if (Array.isArray(item)) return item.map(header)
    return Object.fromEntries(
      Object.entries(item).map(([key, entry]) => [key.startsWith(ESCAPE) ? ESCAPE + key : key, header(entry)]),
    )
  }
  const text = strToU8(JSON.stringify(header(value)))
  const start = aligned(PREFIX_BYTES + text.length)
  const bytes = new Uint8Array(start + offset)
  const view = new DataView(bytes.buffer)
  bytes.set(text, PREFIX_BYTES)
  let at = start
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += aligned(array.byteLength)
  }
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, VERSION, true)
  view.setUint32(12, text.length, true)
  view.setUint32(8, xxhash32(bytes.subarray(HASHED_FROM)), true)
  return bytes
}

/** A block of bytes is not a pack; the message says why. */
export class PackError extends Error {}

/**
 * Restores the data passed to {@link pack}; arrays are copies.
 * @throws PackError when the bytes are not a pack, truncated or changed
 */
export function unpack(bytes: Uint8Array): Packable {
  if (bytes.length < PREFIX_BYTES) throw new PackError(`only ${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new PackError('wrong magic number')
  if (view.getUint32(4, true) !== VERSION) throw new PackError(`version ${view.getUint32(4, true)}`)
  if (view.getUint32(8, true) !== xxhash32(bytes.subarray(HASHED_FROM))) throw new PackError('checksum differs')
  const length = view.getUint32(12, true)
  const header: unknown = JSON.parse(strFromU8(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + length)))
  const start = aligned(PREFIX_BYTES + length)

  const value = (item: unknown): Packable => {
    if (item === null || typeof item === 'boolean' || typeof item === 'number' || typeof item === 'string') return item
    if (Array.isArray(item)) return item.map(value)
    if (typeof item !== 'object') throw new PackError(`header holds ${typeof item}`)
    if ('$n' in item) return Number(item.$n)
    if ('$a' in item) return arrayAt(bytes, start, item.$a)
    return Object.fromEntries(
      Object.entries(item).map(([key, entry]) => [key.startsWith(ESCAPE) ? key.slice(1) : key, value(entry)]),
    )
  }
  return value(header)
}

function arrayAt(bytes: Uint8Array, start: number, position: unknown): PackedArray {
  if (!Array.isArray(position)) throw new PackError('an array without a position')
  const [kind, offset, length] = position as unknown[]
  if (!isKind(kind) || typeof offset !== 'number' || typeof length !== 'number')
    throw new PackError('an invalid position')
  const Type = ARRAYS[kind]
  const from = start + offset
  const end = from + length * Type.BYTES_PER_ELEMENT
  if (!(from >= 0 && end <= bytes.length)) throw new PackError('an array beyond the end')
  return new Type(bytes.slice(from, end).buffer)
}

const isKind = (kind: unknown): kind is ArrayKind => typeof kind === 'string' && Object.hasOwn(ARRAYS, kind)

function kindOf(item: object): ArrayKind | null {
  if (item instanceof Float64Array) return 'f64'
  if (item instanceof Float32Array) return 'f32'
  if (item instanceof Uint32Array) return 'u32'
  if (item instanceof Int8Array) return 'i8'
  return item instanceof Uint8Array ? 'u8' : null
}

const isPackedArray = (item: object): item is PackedArray => kindOf(item) !== null
const nameOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))
