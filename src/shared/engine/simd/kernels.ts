import { decodeBase64 } from './base64'
import { KERNELS_BASE64, LARGEST_TILE, OUTPUT_ROWS, SHARED_FLAG_OFFSET } from '../../../kernels/kernels.generated'

/** A function of the WebAssembly module; addresses, counts and factors in, see src/kernels/assembly for each. */
export type Kernel = (...args: number[]) => number

const NAMES = [
  'compactRows',
  'spreadRange',
  'spreadBatch',
  'gatherLabels',
  'softmax',
  'countCorrect',
  'pairRows',
  'largestMagnitude',
  'roundPairs',
  'countPairs',
  'iterate',
  'keepWatch',
] as const

/** addInputProduct for the dense benchmark only: iterations call it by themselves. */
const TILE_NAMES = ['forward', 'addInputProduct'] as const

/** Kernels for one tile size of the hidden layer. */
export type TileKernels = Readonly<Record<(typeof TILE_NAMES)[number], Kernel>>

/** Everything of the module. */
export interface Kernels extends Readonly<Record<(typeof NAMES)[number], Kernel>> {
  readonly output: Kernel
  /** @param vectors - of 4 hidden neurons, 1..LARGEST_TILE */
  tile(vectors: number): TileKernels
}

/** Whether memory can be shared with another worker here (browsers allow it only to isolated pages). */
export const CAN_SHARE = typeof SharedArrayBuffer !== 'undefined'

let compiled: WebAssembly.Module | null | undefined

/**
 * @returns the module, compiled once per process or worker; null where WebAssembly or its SIMD is missing, or where a
 * page's content security policy forbids compiling
 */
export function kernelModule(): WebAssembly.Module | null {
  if (compiled === undefined) compiled = compile()
  return compiled
}

function compile(): WebAssembly.Module | null {
  const binary = decodeBase64(KERNELS_BASE64)
  if (!CAN_SHARE) binary[SHARED_FLAG_OFFSET]! &= ~2
  // A binary with SIMD instructions is valid only where they exist.
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(binary)) return null
  try {
    return new WebAssembly.Module(binary)
  } catch {
    return null // valid, so it was refused
  }
}

/**
 * Binds the kernels to a memory.
 * @param memory - shared exactly when {@link CAN_SHARE}
 */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const lost = (): never => {
    throw new Error('the second thread does not come back from its work')
  }
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory },
    output: { log: Math.log },
    workers: { lost },
  })
  const find = (name: string): Kernel => {
    const kernel = exports[name]
    if (typeof kernel !== 'function') throw new Error(`no kernel ${name}`)
    return kernel as Kernel
  }
  const kernels = Object.fromEntries(NAMES.map((name) => [name, find(name)])) as Record<(typeof NAMES)[number], Kernel>
  const tiles = Array.from(
    { length: LARGEST_TILE },
    (_, t) => Object.fromEntries(TILE_NAMES.map((name) => [name, find(`${name}${t + 1}`)])) as TileKernels,
  )
  return { ...kernels, output: find(`output${OUTPUT_ROWS}`), tile: (vectors) => tiles[vectors - 1]! }
}
