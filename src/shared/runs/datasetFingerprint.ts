import { StudioError } from '../core/errors'
import { classNamesOf } from '../data/dataset'
import type { Dataset, ImageSet } from '../data/dataset'
import { fittingDigits, ownDigestOf } from '../data/mixOwnDigits'
import type { OwnDigits } from '../data/ownDigits'
import type { DatasetFingerprint, OwnDigitsMark } from './record'
import { hex32, xxhash32 } from '../core/xxhash32'

/**
 * Identifies a dataset by its bytes: XXH32 of the training split (labels, with the hash of the images as seed) and of the
 * test split, 64 bits in total. A cryptographic hash takes ten times as long for the 55 MB of MNIST, and forgery is no
 * threat here.
 */
export function datasetFingerprint(dataset: Dataset): DatasetFingerprint {
  const { name, source, set, train, test, ownDigits, ownDigest, ownTimes = 1 } = dataset
  const classNames = classNamesOf(dataset)
  const digest = hex32(hashSplit(train)) + hex32(hashSplit(test))
  const counts = { trainCount: train.count, testCount: test.count }
  const known = set === undefined ? {} : { set }
  const own = ownDigits === undefined || ownDigest === undefined ? {} : { ownDigits, ownDigest, ownTimes }
  return { name, source, ...known, classNames, ...counts, digest, ...own }
}

/** @returns the mark of own digits as they are mixed into a dataset with these classes; null when none would be */
export function ownDigitsMark(own: OwnDigits, classNames: readonly string[], times: number): OwnDigitsMark | null {
  const fitting = fittingDigits(own, classNames)
  const count = fitting.labels.length
  return count === 0 ? null : { count, digest: ownDigestOf(fitting), times }
}

const hashSplit = ({ images, labels }: ImageSet): number => xxhash32(labels, xxhash32(images))

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
