import { decodeBase64 } from '../../core/base64'
import { KERNELS_BASE64, MAX_TILE_VECTORS, OUTPUT_ROWS, SHARED_FLAG_OFFSET } from '../../../kernels/kernels.generated'

/** A function of the WebAssembly module that takes addresses, counts and factors, see src/kernels/assembly for each. */
export type Kernel = (...args: number[]) => number

// expandBatch and addInputProduct are exported for the dense benchmark only: iterations call them inside WebAssembly.
const NAMES = ['compactRows', 'expandRange', 'expandBatch', 'softmax', 'countCorrect', 'iterate', 'workerLoop'] as const

const TILE_NAMES = ['forward', 'addInputProduct'] as const

/** Kernels for one tile size of the hidden layer. */
export type TileKernels = Readonly<Record<(typeof TILE_NAMES)[number], Kernel>>

/** All functions of the module. */
export interface Kernels extends Readonly<Record<(typeof NAMES)[number], Kernel>> {
  readonly output: Kernel
  /** @param vectors - of 4 hidden neurons, 1..MAX_TILE_VECTORS */
  tile(vectors: number): TileKernels
}

/** Whether memory can be shared with another worker (browsers allow it only in isolated pages). */
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
    return null // valid, so compiling was refused
  }
}

/**
 * Binds the kernels to a memory.
 * @param memory - shared exactly when {@link CAN_SHARE}
 */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const helperLost = (): never => {
    throw new Error('the helper thread did not finish a job')
  }
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory },
    output: { log: Math.log },
    workers: { helperLost },
  })
  const find = (name: string): Kernel => {
    const kernel = exports[name]
    if (typeof kernel !== 'function') throw new Error(`no kernel ${name}`)
    return kernel as Kernel
  }
  const kernels = Object.fromEntries(NAMES.map((name) => [name, find(name)])) as Record<(typeof NAMES)[number], Kernel>
  const tiles = Array.from(
    { length: MAX_TILE_VECTORS },
    (_, t) => Object.fromEntries(TILE_NAMES.map((name) => [name, find(`${name}${t + 1}`)])) as TileKernels,
  )
  return { ...kernels, output: find(`output${OUTPUT_ROWS}`), tile: (vectors) => tiles[vectors - 1]! }
}
