import { RandomState } from '../../random/randomState'
import type { Dataset, ImageSet } from '../dataset'
import { CLASSES, IMAGE_SIDE } from '../idx'
import { drawDigit } from './drawDigit'

/** Seed of the built-in sample. */
export const SAMPLE_SEED = 20160924
/** Images of the built-in sample. */
export const SAMPLE_COUNTS = { train: 12_000, test: 2_000 } as const

/** Images between two calls of `onProgress`. */
const REPORT_EVERY = 500

/** `count` labels in random order (Fisher-Yates); classes differ by at most one in number. */
function shuffledLabels(count: number, random: RandomState): Uint8Array {
  const labels = Uint8Array.from({ length: count }, (_, i) => i % CLASSES)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.nextDouble() * (i + 1))
    const label = labels[i]!
    labels[i] = labels[j]!
    labels[j] = label
  }
  return labels
}

/**
 * Draws a dataset that looks handwritten, for use without MNIST. A network trained on it also classifies most of the real
 * MNIST correctly.
 * @param seed - whole number 0..4294967295; the same seed gives the same images on every machine
 * @param counts - images per split, at least 1 each
 * @param onProgress - called every 500 images with the number of images drawn and the total
 */
export function drawSampleDataset(
  seed: number = SAMPLE_SEED,
  counts: { readonly train: number; readonly test: number } = SAMPLE_COUNTS,
  onProgress?: (done: number, total: number) => void,
): Dataset {
  const random = new RandomState(seed)
  const total = counts.train + counts.test
  let done = 0
  const drawSplit = (count: number): ImageSet => {
    const labels = shuffledLabels(count, random)
    const images = new Uint8Array(count * IMAGE_SIDE * IMAGE_SIDE)
    labels.forEach((label, i) => {
      images.set(drawDigit(label, random), i * IMAGE_SIDE * IMAGE_SIDE)
      if (++done % REPORT_EVERY === 0 || done === total) onProgress?.(done, total)
    })
    return { images, labels, count, rows: IMAGE_SIDE, cols: IMAGE_SIDE }
  }
  const train = drawSplit(counts.train)
  const test = drawSplit(counts.test)
  return { name: '', source: 'sample', classes: CLASSES, train, test }
}
