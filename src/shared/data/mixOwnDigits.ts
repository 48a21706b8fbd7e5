import { hex32, xxhash32 } from '../core/xxhash32'
import { varyImage } from '../image/vary'
import { RandomState } from '../random/randomState'
import type { Dataset } from './dataset'
import { classNamesOf } from './dataset'
import type { OwnDigits } from './ownDigits'
import { OWN_PIXELS } from './ownDigits'

/** The same own digits are varied in the same way in every run. */
const VARIATION_SEED = 50

/**
 * Appends the user's own digits to the training split, each with the label of its class in the dataset; digits of other
 * classes are left out. The test split is unchanged, so that accuracies stay comparable.
 * @param times - copies of each own digit, at least 1: a few dozen single ones among 60,000 images have almost no effect. The
 *   first copy is the digit itself, the others are varied as the same hand might have written it again
 */
export function mixOwnDigits(dataset: Dataset, own: OwnDigits, times: number): Dataset {
  const { train } = dataset
  const fitting = fittingDigits(own, classNamesOf(dataset))
  const count = fitting.labels.length
  if (count === 0) return dataset
  const images = new Uint8Array(train.images.length + times * fitting.images.length)
  images.set(train.images)
  const labels = new Uint8Array(train.count + times * count)
  labels.set(train.labels)
  const random = new RandomState(VARIATION_SEED)
  for (let k = 0; k < times; k++) {
    const start = train.images.length + k * fitting.images.length
    labels.set(fitting.labels, train.count + k * count)
    for (let from = 0; from < fitting.images.length; from += OWN_PIXELS) {
      const image = fitting.images.subarray(from, from + OWN_PIXELS)
      images.set(k === 0 ? image : varyImage(image, random), start + from)
    }
  }
  const ownDigest = ownDigestOf(fitting)
  return {
    ...dataset,
    ownDigits: count,
    ownDigest,
    ownTimes: times,
    train: { ...train, images, labels, count: labels.length },
  }
}

/**
 * The own digits of these classes.
 * @param classNames - by label, neutral of language
 * @returns images (count, 784) and labels (count,) as places in `classNames`; copies
 */
export function fittingDigits(own: OwnDigits, classNames: readonly string[]): Pick<OwnDigits, 'images' | 'labels'> {
  const labelOf = own.names.map((name) => classNames.indexOf(name))
  const fitting = [...own.labels.keys()].filter((at) => (labelOf[own.labels[at] ?? 0] ?? -1) !== -1)
  const images = new Uint8Array(fitting.length * OWN_PIXELS)
  fitting.forEach((at, k) => images.set(own.images.subarray(at * OWN_PIXELS, (at + 1) * OWN_PIXELS), k * OWN_PIXELS))
  return { images, labels: Uint8Array.from(fitting, (at) => labelOf[own.labels[at] ?? 0] ?? 0) }
}

/** Own digits have 28 x 28 pixels and are added only to datasets of that size. */
export const canMixOwnDigits = ({ train }: Dataset): boolean => train.rows === 28 && train.cols === 28

/** @returns 8 hexadecimal digits over images and labels */
export const ownDigestOf = ({ images, labels }: Pick<OwnDigits, 'images' | 'labels'>): string =>
  hex32(xxhash32(labels, xxhash32(images)))
