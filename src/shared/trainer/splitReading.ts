import type { ImageSet } from '../data/dataset'
import type { Slicing } from '../data/statistics'
import { createClassifier } from '../engine/createEngine'
import type { SplitReading } from '../inside/mistakes'
import { argmax } from '../nn/matrix'
import type { Weights } from '../nn/weights'

/** Images between two looks at the clock. */
const PIECE = 100

/**
 * Reads every image of a split with the same weights, in slices between which requests are handled.
 * @param weights - copied; a run may change its own meanwhile
 */
export async function readSplit(weights: Weights, set: ImageSet, slicing: Slicing): Promise<SplitReading> {
  const { classes, inputs } = weights
  const classifier = createClassifier('simd', weights)
  const read = new Uint8Array(set.count)
  const confidence = new Float32Array(set.count)
  const probabilities = new Float64Array(PIECE * classes)
  let end = slicing.now() + slicing.sliceMs
  for (let first = 0; first < set.count; first += PIECE) {
    const count = Math.min(PIECE, set.count - first)
    classifier.predict(set.images.subarray(first * inputs, (first + count) * inputs), count, probabilities)
    for (let n = 0; n < count; n++) {
      const best = argmax(probabilities, n * classes, classes)
      read[first + n] = best
      confidence[first + n] = probabilities[n * classes + best] ?? NaN
    }
    if (slicing.now() < end) continue
    await slicing.yieldToEvents()
    end = slicing.now() + slicing.sliceMs
  }
  return { read, confidence, labels: set.labels.slice(), classes }
}
