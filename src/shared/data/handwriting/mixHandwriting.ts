import { StudioError } from '../../core/errors'
import { classNamesOf } from '../dataset'
import type { Dataset } from '../dataset'
import { CLASSES, IMAGE_SIDE } from '../idx'
import { writeDigits, writeDigitsInSlices } from './writeDigits'
import type { WrittenDigits } from './writeDigits'

/** Written images that make up `share` of all when they follow `count` others. */
export const writtenCount = (count: number, share: number): number => Math.round((count * share) / (1 - share))

/**
 * The label that each digit has in a dataset.
 * @throws HANDWRITING_NO_DIGITS when the images are not 28 x 28 or the classes are not digits
 */
function digitLabels(dataset: Dataset): readonly number[] {
  const names = classNamesOf(dataset)
  const labels = Array.from({ length: CLASSES }, (_, digit) => names.indexOf(String(digit)))
  const { rows, cols } = dataset.train
  if (rows !== IMAGE_SIDE || cols !== IMAGE_SIDE || labels.includes(-1)) throw new StudioError('HANDWRITING_NO_DIGITS')
  return labels
}

/**
 * The training split with digits in many ways of writing at its end, each under the label that its digit has there. The test
 * split stays, so that accuracies can be compared.
 * @param share - of the training images then, 0..0.9; 0 = the dataset itself
 * @param seed - the seed of the run
 * @throws HANDWRITING_NO_DIGITS
 */
export function mixHandwriting(dataset: Dataset, share: number, seed: number): Dataset {
  if (share === 0) return dataset
  const labels = digitLabels(dataset)
  return withWritten(dataset, writeDigits(writtenCount(dataset.train.count, share), seed), labels)
}

/** As {@link mixHandwriting}; requests are handled while the digits are written. */
export async function mixHandwritingInSlices(
  dataset: Dataset,
  share: number,
  seed: number,
  yieldToEvents: () => Promise<void>,
): Promise<Dataset> {
  if (share === 0) return dataset
  const labels = digitLabels(dataset)
  const count = writtenCount(dataset.train.count, share)
  return withWritten(dataset, await writeDigitsInSlices(count, seed, yieldToEvents), labels)
}

function withWritten(dataset: Dataset, written: WrittenDigits, labelOf: readonly number[]): Dataset {
  const { train } = dataset
  const images = new Uint8Array(train.images.length + written.images.length)
  images.set(train.images)
  images.set(written.images, train.images.length)
  const labels = new Uint8Array(train.count + written.labels.length)
  labels.set(train.labels)
  labels.set(
    written.labels.map((digit) => labelOf[digit] ?? 0),
    train.count,
  )
  return { ...dataset, train: { ...train, images, labels, count: labels.length } }
}
