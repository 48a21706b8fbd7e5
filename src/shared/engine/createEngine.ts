import { copyWeights } from '../nn/copyWeights'
import type { Weights } from '../nn/weights'
import type { Classifier } from './classifier'
import type { Engine, EngineKind } from './engine'
import { Float64Classifier } from './float64/float64Classifier'
import { Float64Engine } from './float64/float64Engine'
import { kernelModule } from './simd/kernels'
import { SimdClassifier } from './simd/simdClassifier'
import { SimdEngine } from './simd/simdEngine'

/**
 * Creates an engine. Where WebAssembly has no SIMD it is the float64 engine, as `kind` of the result shows.
 */
export async function createEngine(kind: EngineKind): Promise<Engine> {
  const module = kind === 'simd' ? kernelModule() : null
  return module === null ? new Float64Engine() : new SimdEngine(module)
}

/**
 * Creates a classifier for weights that will not be trained; float64 where WebAssembly has no SIMD.
 * @param weights - copied
 */
export function createClassifier(kind: EngineKind, weights: Weights): Classifier {
  const module = kind === 'simd' ? kernelModule() : null
  return module === null ? new Float64Classifier(copyWeights(weights)) : new SimdClassifier(module, weights)
}
