import type { Dataset } from '../data/dataset'
import type { OwnDigits } from './ownDigits'

/** The training split with a person's own digits at its end; the test split stays, so that accuracies can be compared. */
export function mixOwnDigits(dataset: Dataset, own: OwnDigits): Dataset {
  if (own.labels.length === 0) return dataset
  const { train } = dataset
  const images = new Uint8Array(train.images.length + own.images.length)
  images.set(train.images)
  images.set(own.images, train.images.length)
  const labels = new Uint8Array(train.count + own.labels.length)
  labels.set(train.labels)
  labels.set(own.labels, train.count)
  return { ...dataset, ownDigits: own.labels.length, train: { ...train, images, labels, count: labels.length } }
}

/** Own digits are of ten classes and 28 x 28 pixels; they are mixed only with data of the same kind. */
export const canMixOwnDigits = ({ classes, train }: Dataset): boolean =>
  classes === 10 && train.rows === 28 && train.cols === 28
