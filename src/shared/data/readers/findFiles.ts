import { StudioError } from '../../core/errors'
import { listed } from '../../core/printable'
import { EMNIST } from '../catalogue'
import type { KnownSet } from '../catalogue'
import type { IdxPart } from '../idx'
import { isCopy, plainName } from './plainName'
import type { Split } from '../split'

/** One of the four files of a dataset, with the matching names in the folder, best first. */
export interface FileSlot {
  readonly split: Split
  readonly part: IdxPart
  /** The name under which the file was published. */
  readonly usualName: string
  readonly candidates: readonly string[]
}

/** Four files that belong together. */
export interface FileSet {
  /** The set that has these file names; null for MNIST's, which other sets share. */
  readonly known: KnownSet | null
  /** train images, train labels, test images, test labels */
  readonly slots: readonly FileSlot[]
  /** The file with the names of the classes, where there is one. */
  readonly classNamesFile: string | null
}

/** Images and labels that are not split into training and test data, such as exported own digits. */
export interface FilePair {
  /** images, labels */
  readonly slots: readonly [FileSlot, FileSlot]
  readonly classNamesFile: string | null
}

/** How the files of a family are named. */
interface Family {
  readonly known: KnownSet | null
  readonly prefix: string
  readonly test: string
}

const families: readonly Family[] = [
  { known: null, prefix: '', test: 't10k' },
  ...EMNIST.map((known) => ({ known, prefix: `${known.id}-`, test: 'test' })),
]
/** `own-images-idx3-ubyte`: the images of a pair; captures the prefix of its files. */
const PAIR_IMAGES = /^(.*?)-?images[-.]idx3-ubyte$/
const CLASS_NAMES = 'classes.txt'
const suffixes: Record<IdxPart, string> = { images: 'idx3-ubyte', labels: 'idx1-ubyte' }

/** Finds a name, ignoring case. */
const findName = (names: readonly string[], wanted: string): string | null =>
  names.find((name) => name.toLowerCase() === wanted.toLowerCase()) ?? null

const gzippedFirst = (a: string, b: string): number => Number(/\.gz$/i.test(b)) - Number(/\.gz$/i.test(a))

/** @param stem - beginning of the file's name, such as `train-` */
function slotOf(stem: string, split: Split, part: IdxPart, names: readonly string[]): FileSlot {
  const start = `${stem}${part}`.toLowerCase()
  const rest = new RegExp(`^[-.]${suffixes[part]}$`)
  const candidates = names
    .filter((name) => {
      const plain = plainName(name)
      return plain.startsWith(start) && rest.test(plain.slice(start.length))
    })
    // If both exist, the gzipped one comes first, because its checksum is verified; the file itself before its copies.
    .sort((a, b) => Number(isCopy(a)) - Number(isCopy(b)) || gzippedFirst(a, b))
  return { split, part, usualName: `${stem}${part}-${suffixes[part]}.gz`, candidates }
}

const slotsOf = ({ prefix, test }: Family, names: readonly string[]): FileSlot[] =>
  (['train', 'test'] as const).flatMap((split) => {
    const stem = `${prefix}${split === 'train' ? 'train' : test}-`
    return [slotOf(stem, split, 'images', names), slotOf(stem, split, 'labels', names)]
  })

const visibleOf = (names: readonly string[]): readonly string[] => names.filter((name) => !name.startsWith('.')).sort()

const foundIn = (set: FileSet): number => set.slots.filter((slot) => slot.candidates.length > 0).length

/** Whether all four files are there. */
export const isComplete = (set: FileSet): boolean => foundIn(set) === set.slots.length

/** Whether at least one of the four files is there. */
export const isBegun = (set: FileSet): boolean => foundIn(set) > 0

/**
 * Looks for the four files of MNIST or of an EMNIST split among a folder's names: gzipped or not, `-` or `.` before `idx`,
 * in any case.
 * @param names - names of the folder's files
 * @param wanted - names that the user picked; if a folder holds several sets, one with these files is chosen
 * @returns the most complete set; on a tie MNIST, then EMNIST in the catalogue's order
 */
export function findFileSet(names: readonly string[], wanted: readonly string[] = []): FileSet {
  const visible = visibleOf(names)
  const classNamesFile = findName(visible, CLASS_NAMES)
  const sets = families.map((family) => ({ known: family.known, slots: slotsOf(family, visible), classNamesFile }))
  const picked = sets.filter((set) => set.slots.some(({ candidates }) => candidates.some((c) => wanted.includes(c))))
  return (picked.length > 0 ? picked : sets).reduce((best, set) => (foundIn(set) > foundIn(best) ? set : best))
}

/**
 * Looks for pairs of images and labels with any prefix, such as `own-images-idx3-ubyte` and `own-labels-idx1-ubyte`,
 * gzipped or not, and an optional `own-classes.txt` or `classes.txt`. Files of an incomplete set of four are not a pair.
 * @param names - names of the folder's files
 * @param wanted - names that the user picked; if a folder holds several pairs, only those with these files are returned
 */
export function findPairs(names: readonly string[], wanted: readonly string[] = []): readonly FilePair[] {
  const visible = visibleOf(names)
  if (families.some((family) => slotsOf(family, visible).some(({ candidates }) => candidates.length > 0))) return []
  const begins = visible.flatMap((name) => PAIR_IMAGES.exec(plainName(name))?.[1] ?? [])
  const pairs = [...new Set(begins)].flatMap((begin): FilePair[] => {
    const stem = begin === '' ? '' : `${begin}-`
    const slots = [slotOf(stem, 'train', 'images', visible), slotOf(stem, 'train', 'labels', visible)] as const
    if (slots.some(({ candidates }) => candidates.length === 0)) return []
    return [{ slots, classNamesFile: findName(visible, `${stem}${CLASS_NAMES}`) ?? findName(visible, CLASS_NAMES) }]
  })
  const picked = pairs.filter(({ slots }) => slots.some(({ candidates }) => candidates.some((c) => wanted.includes(c))))
  return picked.length > 0 ? picked : pairs
}

/**
 * Explains why a folder has no complete set.
 * @param names - names of the folder's files
 * @returns DATA_FOLDER_EMPTY, or DATA_FILE_MISSING with all missing files
 */
export function missingFiles(set: FileSet, names: readonly string[], folder: string): StudioError {
  const visible = visibleOf(names)
  if (visible.length === 0) return new StudioError('DATA_FOLDER_EMPTY', { folder })
  const missing = set.slots.filter((slot) => slot.candidates.length === 0)
  const file = missing.map((slot) => slot.usualName)
  return new StudioError('DATA_FILE_MISSING', { folder, file, found: listed(visible) })
}
