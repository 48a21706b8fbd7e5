import type { Engine, EngineKind } from './engine'
import { Float64Engine } from './float64/float64Engine'
import { kernelModule } from './simd/kernels'
import { SimdEngine } from './simd/simdEngine'

/**
 * Makes an engine. Where WebAssembly has no SIMD the float64 engine takes its place; `kind` of the result says which
 * one it is.
 */
export async function createEngine(kind: EngineKind): Promise<Engine> {
  const module = kind === 'simd' ? kernelModule() : null
  return module === null ? new Float64Engine() : new SimdEngine(module)
}
