import type { ImageSet } from '../data/dataset'
import type { Slicing } from '../data/statistics'
import { countCorrect } from '../engine/classifier'
import { Float64Classifier } from '../engine/float64/float64Classifier'
import { shiftImage } from '../image/shift'
import { RandomState } from '../random/randomState'
import type { Weights } from '../nn/weights'
import { MAX_SHIFT } from './batchSource'
import { evaluationSlice } from './evaluation'

/** How many test images a network reads as they are, and how many once each is moved by up to ±2 pixels. */
export interface ShiftRobustness {
  readonly images: number
  readonly still: number
  readonly moved: number
}

/** The same moves for every network, so that two of them can be compared. */
const MOVES_SEED = 2

/** @param moves - (count, 2) dx to the right, dy downwards. @returns the images of a set, each moved */
function moveImages(set: ImageSet, moves: Int8Array): ImageSet {
  const { rows, cols, count } = set
  const images = new Uint8Array(count * rows * cols)
  for (let n = 0; n < count; n++) {
    const at = n * rows * cols
    shiftImage(set.images, at, rows, cols, moves[2 * n] ?? 0, moves[2 * n + 1] ?? 0, images, at)
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
 * Lets a network read every image of a split twice: as it is, and moved as the shift augmentation moves training images.
 * @param weights - of as many inputs as the images have pixels; nobody may write to them meanwhile
 * @param set - not modified
 */
export async function measureMoved(weights: Weights, set: ImageSet, slicing: Slicing): Promise<ShiftRobustness> {
  const classifier = new Float64Classifier(weights)
  const countRight = (images: ImageSet): number => countCorrect(classifier, images, 0, images.count)
  const random = new RandomState(MOVES_SEED)
  const slice = evaluationSlice(weights.hidden)
  let [still, moved] = [0, 0]
  let deadline = slicing.now() + slicing.sliceMs
  for (let first = 0; first < set.count; first += slice) {
    const images = part(set, first, Math.min(slice, set.count - first))
    const draws = new Uint32Array(2 * images.count)
    random.choice(2 * MAX_SHIFT + 1, draws)
    still += countRight(images)
    moved += countRight(
      moveImages(
        images,
        Int8Array.from(draws, (draw) => draw - MAX_SHIFT),
      ),
    )
    if (slicing.now() < deadline) continue
    await slicing.yieldToEvents()
    deadline = slicing.now() + slicing.sliceMs
  }
  return { images: set.count, still, moved }
}
