import { StudioError } from '../core/errors'
import { classNamesOf } from '../data/dataset'
import type { Dataset, ImageSet } from '../data/dataset'
import type { DatasetFingerprint } from './record'
import { hex32, xxhash32 } from '../core/xxhash32'

/**
 * Names a dataset by its bytes: XXH32 of the training split (labels, with the hash of the images as seed) and of the test
 * split, 64 bits together. A cryptographic hash would say no more here, where nobody forges his own digits, and takes ten
 * times as long for the 55 MB of MNIST.
 */
export function datasetFingerprint(dataset: Dataset): DatasetFingerprint {
  const { name, source, set, train, test, ownDigits } = dataset
  const classNames = classNamesOf(dataset)
  const digest = hex32(hashSplit(train)) + hex32(hashSplit(test))
  const counts = { trainCount: train.count, testCount: test.count }
  const known = set === undefined ? {} : { set }
  return { name, source, ...known, classNames, ...counts, digest, ...(ownDigits === undefined ? {} : { ownDigits }) }
}

const hashSplit = ({ images, labels }: ImageSet): number => xxhash32(labels, xxhash32(images))

/** Whether both names stand for the same bytes, whatever the folder is called. */
export const sameData = (a: DatasetFingerprint, b: DatasetFingerprint): boolean =>
  a.digest === b.digest && a.trainCount === b.trainCount && a.testCount === b.testCount

/** The name that messages show; null = the built-in sample. */
const shownName = ({ name, source }: DatasetFingerprint): string | null => name || (source === 'sample' ? null : '?')

/** @returns the error that says which dataset a run wants and which one there is */
export const otherData = (wanted: DatasetFingerprint, loaded: DatasetFingerprint): StudioError =>
  new StudioError('RUN_OTHER_DATA', {
    wanted: shownName(wanted),
    wantedCount: wanted.trainCount,
    loaded: shownName(loaded),
    loadedCount: loaded.trainCount,
  })
