import { StudioError } from '../core/errors'
import { classNamesOf } from '../data/dataset'
import type { Dataset, ImageSet } from '../data/dataset'
import { fittingDigits } from '../data/mixOwnDigits'
import type { OwnDigits } from '../data/ownDigits'
import type { DatasetFingerprint, OwnDigitsMark } from './record'
import { hex32, xxhash32 } from '../core/xxhash32'

/**
 * Identifies a dataset by its bytes: XXH32 of the training split (labels, with the hash of the images as seed) and of the
 * test split, 64 bits in total. A cryptographic hash takes ten times as long for the 55 MB of MNIST, and forgery is no
 * threat here.
 */
export function datasetFingerprint(dataset: Dataset): DatasetFingerprint {
  const { name, source, set, train, test, ownDigits } = dataset
  const classNames = classNamesOf(dataset)
  const digest = hex32(hashSplit(train)) + hex32(hashSplit(test))
  const counts = { trainCount: train.count, testCount: test.count }
  const known = set === undefined ? {} : { set }
  const own = ownDigits === undefined ? {} : { ownDigits, ownDigest: hex32(hashSplit(ownPart(train, ownDigits))) }
  return { name, source, ...known, classNames, ...counts, digest, ...own }
}

/** The images and labels at the end of a split. */
const ownPart = ({ images, labels, count }: ImageSet, own: number): Pick<ImageSet, 'images' | 'labels'> => ({
  images: images.subarray((images.length / count) * (count - own)),
  labels: labels.subarray(count - own),
})

/** @returns the mark of own digits as they are mixed into a dataset with these classes; null when none would be */
export function ownDigitsMark(own: OwnDigits, classNames: readonly string[]): OwnDigitsMark | null {
  const { images, labels } = fittingDigits(own, classNames)
  return labels.length === 0 ? null : { count: labels.length, digest: hex32(hashSplit({ images, labels })) }
}

const hashSplit = ({ images, labels }: Pick<ImageSet, 'images' | 'labels'>): number =>
  xxhash32(labels, xxhash32(images))

/** Whether both identify the same bytes, whatever the name of the folder. */
export const sameData = (a: DatasetFingerprint, b: DatasetFingerprint): boolean =>
  a.digest === b.digest && a.trainCount === b.trainCount && a.testCount === b.testCount

/** The name that messages show; null = the built-in sample. */
const shownName = ({ name, source }: DatasetFingerprint): string | null => name || (source === 'sample' ? null : '?')

/** @returns the error that names the dataset of a run and the one in use */
export const otherData = (wanted: DatasetFingerprint, loaded: DatasetFingerprint): StudioError =>
  new StudioError('RUN_OTHER_DATA', {
    wanted: shownName(wanted),
    wantedCount: wanted.trainCount,
    loaded: shownName(loaded),
    loadedCount: loaded.trainCount,
  })
