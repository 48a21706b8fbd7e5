import type { FileFault } from '../core/errorDetails'

/** An array of a .npy file, as float64 in C order. */
export interface NpyArray {
  readonly shape: readonly number[]
  readonly data: Float64Array
}

/** The bytes are not a readable .npy file. */
export class NpyError extends Error {
  readonly reason: FileFault

  constructor(reason: FileFault) {
    super(reason)
    this.reason = reason
  }
}

/** A .npy file of a type other than float32 or float64. */
export class NpyTypeError extends Error {
  readonly descr: string

  /** @param descr - NumPy's name of the type */
  constructor(descr: string) {
    super(`dtype ${descr}`)
    this.descr = descr
  }
}

const MAGIC = '\x93NUMPY'
/** np.lib.format aligns the data to this. */
const ALIGNMENT = 64
/** Headers of float arrays take 128 bytes; much longer ones, which version 2.0 allows, are refused. */
const MAX_HEADER_BYTES = 64 * 1024

/**
 * Writes a .npy file, version 1.0, little-endian in C order (numpy.lib.format).
 * @param shape - its product is data.length
 * @param data - not modified
 * @param type - 'float32' rounds the values
 */
export function encodeNpy(
  shape: readonly number[],
  data: Float64Array,
  type: 'float64' | 'float32' = 'float64',
): Uint8Array {
  const itemSize = type === 'float64' ? 8 : 4
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const header = `{'descr': '<f${itemSize}', 'fortran_order': False, 'shape': (${tuple}), }`
  const prefix = MAGIC.length + 4
  const dataStart = Math.ceil((prefix + header.length + 1) / ALIGNMENT) * ALIGNMENT
  const bytes = new Uint8Array(dataStart + data.length * itemSize)
  const view = new DataView(bytes.buffer)
  const text = `${MAGIC}\x01\x00\x00\x00${header.padEnd(dataStart - prefix - 1)}\n`
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  view.setUint16(MAGIC.length + 2, dataStart - prefix, true)
  for (let i = 0; i < data.length; i++) {
    if (itemSize === 8) view.setFloat64(dataStart + i * 8, data[i]!, true)
    else view.setFloat32(dataStart + i * 4, data[i]!, true)
  }
  return bytes
}

/**
 * Reads a .npy file of versions 1.0 to 3.0, float32 or float64, either byte order, C or Fortran order.
 * @param bytes - not modified
 * @throws NpyError, NpyTypeError
 */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const { dict, dataStart } = readHeader(bytes)
  const descr = /'descr':\s*('([^']*)'|\[.*\])/.exec(dict)
  const shapeText = /'shape':\s*\(([\d\sL,]*)\)/.exec(dict)
  const order = /'fortran_order':\s*(True|False)/.exec(dict)
  if (descr === null || shapeText === null || order === null) throw new NpyError('header')
  const type = /^([<>])f([48])$/.exec(descr[2] ?? '')
  if (type === null) throw new NpyTypeError(descr[2] ?? 'structured')
  const shape = (shapeText[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => Number.parseInt(part, 10))
  const littleEndian = type[1] === '<'
  const itemSize = Number(type[2])
  const size = shape.reduce((product, length) => product * length, 1)
  const found = bytes.length - dataStart
  if (found !== size * itemSize) throw new NpyError('length')

  const view = new DataView(bytes.buffer, bytes.byteOffset + dataStart, found)
  const data = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    data[i] = itemSize === 8 ? view.getFloat64(i * 8, littleEndian) : view.getFloat32(i * 4, littleEndian)
  }
  return { shape, data: order[1] === 'True' ? toRowMajor(data, shape) : data }
}

function readHeader(bytes: Uint8Array): { dict: string; dataStart: number } {
  if (latin1(bytes, 0, MAGIC.length) !== MAGIC) throw new NpyError('header')
  const major = bytes[MAGIC.length] ?? 0
  if (major < 1 || major > 3) throw new NpyError('header')
  // Version 1.0 gives the header's length in two bytes, later ones in four.
  const start = MAGIC.length + (major === 1 ? 4 : 6)
  if (bytes.length < start) throw new NpyError('cutOff')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = major === 1 ? view.getUint16(MAGIC.length + 2, true) : view.getUint32(MAGIC.length + 2, true)
  if (length > MAX_HEADER_BYTES) throw new NpyError('header')
  const dataStart = start + length
  if (dataStart > bytes.length) throw new NpyError('cutOff')
  return { dict: latin1(bytes, start, dataStart), dataStart }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let i = start; i < Math.min(end, bytes.length); i++) text += String.fromCharCode(bytes[i]!)
  return text
}

/** In Fortran order the first axis varies fastest. Vectors are the same in both orders; more than two axes are refused. */
function toRowMajor(data: Float64Array, shape: readonly number[]): Float64Array {
  const [rows, cols] = shape
  if (rows === undefined || cols === undefined) return data
  if (shape.length > 2) throw new NpyError('header')
  const out = new Float64Array(data.length)
  for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) out[r * cols + c] = data[c * rows + r]!
  return out
}
