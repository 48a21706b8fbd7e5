import { zipSync } from 'fflate'
import { StudioError } from '../core/errors'
import { listed } from '../core/printable'
import { sniffKind } from '../core/sniff'
import { MAX_CLASSES, MIN_CLASSES } from '../data/catalogue'
import { PARAMETER_NAMES } from '../nn/copyWeights'
import type { ParameterName } from '../nn/copyWeights'
import { NpyError, NpyTypeError, decodeNpy, encodeNpy } from './npy'
import type { NpyArray } from './npy'
import type { Weights } from '../nn/weights'
import { ZipError, ZipTooLargeError, readZip } from './zip'

/** Ten times the size of the largest W1 that the settings allow, (784, 2000). */
const MAX_MEGABYTES_PER_ARRAY = 128

/** The earliest date ZIP can hold, for every entry: equal weights give equal bytes. */
const ENTRY_TIME = new Date(1980, 0, 1)

/**
 * Writes weights as numpy.savez does: np.load(...)['W1'] has shape (inputs, hidden), b1 (hidden,), W2 (hidden, classes),
 * b2 (classes,), all '<f8', or '<f4' where `type` is float32.
 * @param weights - not modified
 * @returns the bytes of a .npz file
 */
export function encodeNpz(weights: Weights, type: 'float64' | 'float32' = 'float64'): Uint8Array {
  const { inputs, hidden, classes, W1, b1, W2, b2 } = weights
  return encodeArrays(
    {
      W1: { shape: [inputs, hidden], data: W1 },
      b1: { shape: [hidden], data: b1 },
      W2: { shape: [hidden, classes], data: W2 },
      b2: { shape: [classes], data: b2 },
    },
    type,
  )
}

/** Any arrays as an .npz archive, as numpy.savez writes one. */
export function encodeArrays(
  arrays: Readonly<Record<string, NpyArray>>,
  type: 'float64' | 'float32' = 'float64',
): Uint8Array {
  const files = Object.entries(arrays).map(([name, { shape, data }]) => [`${name}.npy`, encodeNpy(shape, data, type)])
  return zipSync(Object.fromEntries(files) as Record<string, Uint8Array>, { level: 0, mtime: ENTRY_TIME })
}

/** The sizes that an imported network must have. */
export interface ExpectedSizes {
  readonly inputs: number
  /** `any`: as many as the file has, MIN_CLASSES to MAX_CLASSES. */
  readonly classes: number | 'any'
}

/** Networks that can classify drawings. */
const MODEL_SIZES: ExpectedSizes = { inputs: 784, classes: 'any' }

/**
 * Reads weights saved by {@link encodeNpz}, numpy.savez or numpy.savez_compressed: float32 or float64, either byte
 * order, C or Fortran order, and weights as PyTorch has them, (H, 784) and (10, H). Other arrays in the file are ignored.
 * @param bytes - the file; not modified
 * @param fileName - for messages
 * @throws WEIGHTS_NOT_NPZ, WEIGHTS_BROKEN, WEIGHTS_TOO_LARGE, WEIGHTS_ARRAY_MISSING, WEIGHTS_SHAPE, WEIGHTS_CLASSES,
 *   WEIGHTS_DTYPE, WEIGHTS_NOT_FINITE
 */
export function decodeNpz(
  bytes: Uint8Array,
  fileName: string,
  { inputs, classes: wanted }: ExpectedSizes = MODEL_SIZES,
): Weights {
  const arrays = bookLayout(readArrays(bytes, fileName), inputs)
  const hidden = arrays.W1.shape[1] ?? 0
  const classes = wanted === 'any' ? (arrays.W2.shape[1] ?? 0) : wanted
  checkShape(fileName, 'W1', arrays.W1, [inputs, hidden === 0 || arrays.W1.shape[0] !== inputs ? 'H' : hidden])
  checkShape(fileName, 'b1', arrays.b1, [hidden])
  const hasOutputs = arrays.W2.shape.length === 2 && arrays.W2.shape[0] === hidden
  checkShape(fileName, 'W2', arrays.W2, [hidden, wanted === 'any' && !hasOutputs ? 'C' : classes])
  if (classes < MIN_CLASSES || classes > MAX_CLASSES) {
    throw new StudioError('WEIGHTS_CLASSES', { file: fileName, found: classes, min: MIN_CLASSES, max: MAX_CLASSES })
  }
  checkShape(fileName, 'b2', arrays.b2, [classes])
  for (const array of PARAMETER_NAMES) {
    if (!arrays[array].data.every(Number.isFinite))
      throw new StudioError('WEIGHTS_NOT_FINITE', { file: fileName, array })
  }
  const { W1, b1, W2, b2 } = arrays
  return { inputs, hidden, classes, W1: W1.data, b1: b1.data, W2: W2.data, b2: b2.data }
}

/**
 * The arrays as the book has them: weights as (from, to), biases as (to,). PyTorch stores weights as (to, from), others store
 * biases as rows or columns; their shapes say so.
 */
function bookLayout(arrays: Record<ParameterName, NpyArray>, inputs: number): Record<ParameterName, NpyArray> {
  const { W1, W2 } = arrays
  const isBook = W1.shape[0] === inputs && W1.shape[1] === W2.shape[0]
  const isTorch = W1.shape[1] === inputs && W1.shape[0] === W2.shape[1]
  const turned = isTorch && !isBook ? { W1: transposed(W1), W2: transposed(W2) } : { W1, W2 }
  return { ...turned, b1: flat(arrays.b1), b2: flat(arrays.b2) }
}

function transposed({ shape, data }: NpyArray): NpyArray {
  const [rows = 0, cols = 0] = shape
  if (shape.length !== 2) return { shape, data }
  const turned = Float64Array.from(data, (_, i) => data[(i % rows) * cols + Math.floor(i / rows)] ?? 0)
  return { shape: [cols, rows], data: turned }
}

/** (1, n) and (n, 1) are (n,). */
const flat = (array: NpyArray): NpyArray =>
  array.shape.length === 2 && array.shape.includes(1) ? { shape: [array.data.length], data: array.data } : array

function readArrays(bytes: Uint8Array, file: string): Record<ParameterName, NpyArray> {
  const kind = sniffKind(bytes.subarray(0, 512))
  if (kind !== 'zip') throw new StudioError('WEIGHTS_NOT_NPZ', { file, looksLike: kind })
  const { names, files } = unzipParameters(bytes, file)
  const read = (array: ParameterName): NpyArray => {
    const content = files.get(`${array}.npy`)
    if (content === undefined) {
      const found = listed(names.map((name) => name.replace(/\.npy$/, '')))
      throw new StudioError('WEIGHTS_ARRAY_MISSING', { file, array, found })
    }
    return readArray(content, file, array)
  }
  return { W1: read('W1'), b1: read('b1'), W2: read('W2'), b2: read('b2') }
}

function unzipParameters(bytes: Uint8Array, file: string): ReturnType<typeof readZip> {
  const wanted = new Set(PARAMETER_NAMES.map((name) => `${name}.npy`))
  try {
    return readZip(bytes, (name) => wanted.has(name), MAX_MEGABYTES_PER_ARRAY << 20)
  } catch (error) {
    if (error instanceof ZipTooLargeError) {
      throw new StudioError('WEIGHTS_TOO_LARGE', { file, limitMegabytes: MAX_MEGABYTES_PER_ARRAY })
    }
    if (error instanceof ZipError) {
      const { entry, reason } = error
      const array = entry === null ? {} : { array: entry.replace(/\.npy$/, '') }
      throw new StudioError('WEIGHTS_BROKEN', { file, ...array, reason })
    }
    throw error
  }
}

function readArray(content: Uint8Array, file: string, array: ParameterName): NpyArray {
  try {
    return decodeNpy(content)
  } catch (error) {
    if (error instanceof NpyTypeError) throw new StudioError('WEIGHTS_DTYPE', { file, array, found: error.descr })
    if (error instanceof NpyError) throw new StudioError('WEIGHTS_BROKEN', { file, array, reason: error.reason })
    throw error
  }
}

function checkShape(
  file: string,
  array: ParameterName,
  { shape }: NpyArray,
  expected: readonly (number | 'H' | 'C')[],
): void {
  const agree = shape.length === expected.length && shape.every((length, axis) => length === expected[axis])
  if (agree) return
  throw new StudioError('WEIGHTS_SHAPE', { file, array, expected: tuple(expected), found: tuple(shape) })
}

/** A shape as Python writes it: (784, 50), (10,), (). */
function tuple(shape: readonly (number | string)[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
}
