import type { Dataset } from './dataset'
import { classNamesOf } from './dataset'
import type { OwnDigits } from './ownDigits'
import { OWN_PIXELS } from './ownDigits'

/**
 * Appends the user's own digits to the training split, each with the label of its class in the dataset; digits of other
 * classes are left out. The test split is unchanged, so that accuracies stay comparable.
 */
export function mixOwnDigits(dataset: Dataset, own: OwnDigits): Dataset {
  const { train } = dataset
  const classNames = classNamesOf(dataset)
  const labelOf = own.names.map((name) => classNames.indexOf(name))
  const fitting = [...own.labels.keys()].filter((at) => (labelOf[own.labels[at] ?? 0] ?? -1) !== -1)
  if (fitting.length === 0) return dataset
  const images = new Uint8Array(train.images.length + fitting.length * OWN_PIXELS)
  images.set(train.images)
  const labels = new Uint8Array(train.count + fitting.length)
  labels.set(train.labels)
  fitting.forEach((at, k) => {
    images.set(own.images.subarray(at * OWN_PIXELS, (at + 1) * OWN_PIXELS), train.images.length + k * OWN_PIXELS)
    labels[train.count + k] = labelOf[own.labels[at] ?? 0] ?? 0
  })
  return { ...dataset, ownDigits: fitting.length, train: { ...train, images, labels, count: labels.length } }
}

/** Own digits have 28 x 28 pixels and are added only to datasets of that size. */
export const canMixOwnDigits = ({ train }: Dataset): boolean => train.rows === 28 && train.cols === 28
