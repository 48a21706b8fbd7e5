import type { ImageSet } from '../data/dataset'
import { argmax } from '../nn/matrix'
import type { Weights } from '../nn/weights'

/** The sizes of a two-layer network. */
type NetworkSizes = Pick<Weights, 'inputs' | 'hidden' | 'classes'>

/** A network that classifies images. An engine is one whose weights can be trained. */
export interface Classifier {
  readonly sizes: NetworkSizes

  /**
   * Probabilities of each class.
   * @param images - (count, inputs) u8; not modified
   * @param out - (count, classes), filled with softmax probabilities
   */
  predict(images: Uint8Array, count: number, out: Float64Array): void

  /** @returns a copy of the weights, float64 */
  weights(): Weights
}

/**
 * The most probable class of each image.
 * @param images - (count, inputs) u8; not modified
 * @returns (count,) u8
 */
export function classify(classifier: Classifier, images: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const { classes } = classifier.sizes
  const probabilities = new Float64Array(count * classes)
  classifier.predict(images, count, probabilities)
  return Uint8Array.from({ length: count }, (_, n) => argmax(probabilities, n * classes, classes))
}

/** Counts correctly classified images in [start, start + count) of a set. */
export function countCorrect(classifier: Classifier, set: ImageSet, start: number, count: number): number {
  const pixels = set.rows * set.cols
  const found = classify(classifier, set.images.subarray(start * pixels, (start + count) * pixels), count)
  return found.reduce((correct, label, n) => correct + Number(label === set.labels[start + n]), 0)
}
