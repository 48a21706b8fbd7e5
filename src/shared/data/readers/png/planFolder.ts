import { StudioError } from '../../../core/errors'
import { listed } from '../../../core/printable'
import { MAX_CLASSES } from '../../catalogue'
import type { FolderReader } from '../../folderReader'
import { isTestImage } from '../../trainTestSplit'
import type { Split } from '../../split'

/** One image to read. */
export interface PngFile {
  readonly folder: FolderReader
  readonly file: string
  readonly label: number
}

/** A folder of PNG or JPEG files, one folder per class, sorted and split. */
export interface PngPlan {
  /** The dataset's name: that of the folder above the classes. */
  readonly name: string
  /** Names of the class folders; numbers by their value, other names by the alphabet. */
  readonly classNames: readonly string[]
  readonly splits: Readonly<Record<Split, readonly PngFile[]>>
}

const SPLIT_NAMES: Readonly<Record<Split, RegExp>> = {
  train: /^(train|training)$/i,
  test: /^(test|testing|t10k|valid|validation|val)$/i,
}

/** Whether a name is that of an image that can be read. */
export const isPicture = (name: string): boolean => /^[^.].*\.(png|jpe?g|jfif)$/i.test(name)
/** Whether a name is that of an image in an unsupported format. */
export const looksLikeOther = (name: string): boolean => /^[^.].*\.(gif|bmp|webp|tiff?|heic|avif)$/i.test(name)

/** '2' before '10', else by the characters; the same in every locale. */
function byNumberThenName(a: string, b: string): number {
  const pattern = /^\d+$/
  if (pattern.test(a) && pattern.test(b) && Number(a) !== Number(b)) return Number(a) - Number(b)
  const padded = (name: string): string => name.replace(/\d+/g, (digits) => digits.padStart(12, '0'))
  const left = padded(a)
  const right = padded(b)
  if (left === right) return a < b ? -1 : a > b ? 1 : 0
  return left < right ? -1 : 1
}

interface ClassFolder {
  readonly folder: FolderReader
  /** In order. */
  readonly files: readonly string[]
}

/** The subfolders that hold images. @throws DATA_PNG_ONLY where they hold others, too */
async function classFolders(children: readonly FolderReader[]): Promise<ClassFolder[]> {
  const all = await Promise.all(
    children.map(async (folder) => {
      const names = await folder.list()
      const files = names.filter(isPicture).sort(byNumberThenName)
      const other = names.find(looksLikeOther)
      // Reading the rest would leave images out without a word.
      if (files.length > 0 && other !== undefined) {
        throw new StudioError('DATA_PNG_ONLY', { folder: folder.name, file: other })
      }
      return { folder, files }
    }),
  )
  return all.filter(({ files }) => files.length > 0).sort((a, b) => byNumberThenName(a.folder.name, b.folder.name))
}

function checkClasses(folder: string, classes: readonly ClassFolder[]): void {
  const [only] = classes
  if (classes.length === 1 && only) throw new StudioError('DATA_ONE_CLASS', { folder, class: only.folder.name })
  if (classes.length > MAX_CLASSES) {
    throw new StudioError('DATA_TOO_MANY_CLASSES', { folder, found: classes.length, max: MAX_CLASSES })
  }
}

const allOf = (classes: readonly ClassFolder[], labelOf: (name: string) => number): PngFile[] =>
  classes.flatMap(({ folder, files }) => files.map((file) => ({ folder, file, label: labelOf(folder.name) })))

/**
 * Sorts and splits a folder of PNG or JPEG files: `0/`, `1/` ... or names, either directly in it (then split 6:1 into training and
 * test data, always the same way) or in `train/` and `test/` folders.
 * @param children - the folders in it
 * @returns null for any other folder
 * @throws DATA_PNG_ONLY, DATA_ONE_CLASS, DATA_TOO_MANY_CLASSES, DATA_CLASSES_DIFFER, DATA_TOO_FEW_IMAGES
 */
export async function planPngFolder(folder: FolderReader, children: readonly FolderReader[]): Promise<PngPlan | null> {
  const inside = async (split: Split): Promise<ClassFolder[]> => {
    const found = children.find((child) => SPLIT_NAMES[split].test(child.name))
    return found ? classFolders(await found.folders()) : []
  }
  const [train, test] = [await inside('train'), await inside('test')]
  if (train.length > 0 && test.length > 0) return planOf(folder.name, train, test)
  const classes = train.length > 0 ? train : await classFolders(children)
  return classes.length > 0 ? planOf(folder.name, classes, null) : null
}

function planOf(name: string, train: readonly ClassFolder[], test: readonly ClassFolder[] | null): PngPlan {
  checkClasses(name, train)
  const classNames = train.map(({ folder }) => folder.name)
  const labelOf = (className: string): number => classNames.indexOf(className)
  const strangers = (test ?? []).map((known) => known.folder.name).filter((className) => labelOf(className) < 0)
  if (strangers.length > 0) throw new StudioError('DATA_CLASSES_DIFFER', { folder: name, classes: listed(strangers) })
  const cut = (wanted: boolean): PngFile[] =>
    allOf(
      train.map((known) => ({
        folder: known.folder,
        files: known.files.filter((_, i) => isTestImage(i, known.files.length) === wanted),
      })),
      labelOf,
    )
  const splits = test
    ? { train: allOf(train, labelOf), test: allOf(test, labelOf) }
    : { train: cut(false), test: cut(true) }
  const found = splits.train.length + splits.test.length
  if (splits.train.length === 0 || splits.test.length === 0) {
    throw new StudioError('DATA_TOO_FEW_IMAGES', { folder: name, found })
  }
  return { name, classNames, splits }
}
