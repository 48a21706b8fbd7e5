import { digitNames } from './catalogue'
import type { SetId } from './catalogue'

/** Images of one split with their labels. Never modified once built. */
export interface ImageSet {
  /** (count, rows * cols) u8, row-major, 0 = paper, 255 = ink. */
  readonly images: Uint8Array
  /** (count,) u8, each in 0..classes-1. */
  readonly labels: Uint8Array
  readonly count: number
  readonly rows: number
  readonly cols: number
}

/** Where a dataset came from: a folder, the built-in sample, or files picked in a browser. */
export type DatasetSource = 'folder' | 'sample' | 'files'

/** What the network trains on: two splits of the same image size. */
export interface Dataset {
  /** The folder's name, or empty for the built-in sample, whose name the interface translates. */
  readonly name: string
  readonly source: DatasetSource
  /** Number of classes; 10 for MNIST. */
  readonly classes: number
  /** The published set; when absent, 'sample' or 'idx' depending on the source. */
  readonly set?: SetId
  /** Name of the class of each label, the same in every language; the digits unless given. */
  readonly classNames?: readonly string[]
  /** Number of the user's own digits at the end of the training split; absent when none were added. */
  readonly ownDigits?: number
  /** See mixOwnDigits; with `ownDigits`. */
  readonly ownDigest?: string
  /** Number of copies of each own digit; only with `ownDigits`. */
  readonly ownTimes?: number
  readonly train: ImageSet
  readonly test: ImageSet
}

/** The numbers that the Data view shows; plain data, so that it crosses process boundaries. */
export interface DatasetSummary {
  readonly name: string
  readonly source: DatasetSource
  readonly rows: number
  readonly cols: number
  readonly classes: number
  readonly set: SetId
  /** Name of the class of each label, length `classes`; i18n/classNames.ts translates them. */
  readonly classNames: readonly string[]
  readonly trainCount: number
  readonly testCount: number
  /** Images per class, length `classes`. */
  readonly trainHistogram: readonly number[]
  readonly testHistogram: readonly number[]
}

/** Counts the labels of each class. @returns (classes,) counts */
export function labelHistogram(labels: Uint8Array, classes: number): number[] {
  const histogram = new Array<number>(classes).fill(0)
  for (const label of labels) histogram[label] = (histogram[label] ?? 0) + 1
  return histogram
}

/** Names of the classes of a dataset by label, the same in every language. */
export const classNamesOf = ({ classNames, classes }: Dataset): readonly string[] => classNames ?? digitNames(classes)

/** Summarises a dataset for the interface. */
export function summarise(dataset: Dataset): DatasetSummary {
  return {
    name: dataset.name,
    source: dataset.source,
    rows: dataset.train.rows,
    cols: dataset.train.cols,
    classes: dataset.classes,
    set: dataset.set ?? (dataset.source === 'sample' ? 'sample' : 'idx'),
    classNames: classNamesOf(dataset),
    trainCount: dataset.train.count,
    testCount: dataset.test.count,
    trainHistogram: labelHistogram(dataset.train.labels, dataset.classes),
    testHistogram: labelHistogram(dataset.test.labels, dataset.classes),
  }
}
