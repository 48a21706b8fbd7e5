import type { ImageSet } from '../data/dataset'
import type { Slicing } from '../data/statistics'
import { countCorrect } from '../engine/classifier'
import { Float64Classifier } from '../engine/float64/float64Classifier'
import { shiftImage } from '../image/shift'
import { RandomState } from '../random/randomState'
import type { Weights } from '../nn/weights'
import { MAX_SHIFT } from './batchSource'
import { evaluationSlice } from './evaluation'

/** How many test images a network classifies correctly, unchanged and after each is shifted by up to ±2 pixels. */
export interface ShiftRobustness {
  readonly images: number
  readonly unshifted: number
  readonly shifted: number
}

/** The same shifts for every network, so that two of them can be compared. */
const SHIFTS_SEED = 2

/** @param shifts - (count, 2) dx to the right, dy downwards. @returns the images of a set, each shifted */
function shiftImages(set: ImageSet, shifts: Int8Array): ImageSet {
  const { rows, cols, count } = set
  const images = new Uint8Array(count * rows * cols)
  for (let n = 0; n < count; n++) {
    const at = n * rows * cols
    shiftImage(set.images, at, rows, cols, shifts[2 * n] ?? 0, shifts[2 * n + 1] ?? 0, images, at)
  }
  return { ...set, images }
}

/** Images [first, first + count) of a split; shares its bytes. */
function part(set: ImageSet, first: number, count: number): ImageSet {
  const pixels = set.rows * set.cols
  const images = set.images.subarray(first * pixels, (first + count) * pixels)
  return { ...set, images, labels: set.labels.subarray(first, first + count), count }
}

/**
 * Classifies every image of a split twice: unchanged, and shifted as the shift augmentation shifts training images.
 * @param weights - one input per pixel; must not change meanwhile
 * @param set - not modified
 */
export async function measureShiftRobustness(
  weights: Weights,
  set: ImageSet,
  slicing: Slicing,
): Promise<ShiftRobustness> {
  const classifier = new Float64Classifier(weights)
  const countRight = (images: ImageSet): number => countCorrect(classifier, images, 0, images.count)
  const random = new RandomState(SHIFTS_SEED)
  const slice = evaluationSlice(weights.hidden)
  let [unshifted, shifted] = [0, 0]
  let deadline = slicing.now() + slicing.sliceMs
  for (let first = 0; first < set.count; first += slice) {
    const images = part(set, first, Math.min(slice, set.count - first))
    const draws = new Uint32Array(2 * images.count)
    random.choice(2 * MAX_SHIFT + 1, draws)
    unshifted += countRight(images)
    shifted += countRight(
      shiftImages(
        images,
        Int8Array.from(draws, (draw) => draw - MAX_SHIFT),
      ),
    )
    if (slicing.now() < deadline) continue
    await slicing.yieldToEvents()
    deadline = slicing.now() + slicing.sliceMs
  }
  return { images: set.count, unshifted, shifted }
}
