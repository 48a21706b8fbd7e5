import { StudioError } from '../contract/errors'
import type { Split } from '../engine/engine'
import { EMNIST } from './catalogue'
import type { KnownSet } from './catalogue'
import type { IdxPart } from './idx'

/** One of the four files of a dataset, with the names in the folder that may be it, best first. */
export interface FileSlot {
  readonly split: Split
  readonly part: IdxPart
  /** The name under which the file was published. */
  readonly usualName: string
  readonly candidates: readonly string[]
}

/** Four files that belong together. */
export interface FileSet {
  /** The set that the names tell of; null for MNIST's names, which others share. */
  readonly known: KnownSet | null
  /** train images, train labels, test images, test labels */
  readonly slots: readonly FileSlot[]
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
const suffixes: Record<IdxPart, string> = { images: 'idx3-ubyte', labels: 'idx1-ubyte' }

/** How many names of a folder a message lists. */
const LISTED = 8

/** Names for a message; a long list is cut. */
export function listed(names: readonly string[]): string {
  if (names.length <= LISTED) return names.join(', ')
  return `${names.slice(0, LISTED).join(', ')}, … (${names.length})`
}

const gzippedFirst = (a: string, b: string): number => Number(/\.gz$/i.test(b)) - Number(/\.gz$/i.test(a))

function slotsOf({ prefix, test }: Family, names: readonly string[]): FileSlot[] {
  return (['train', 'test'] as const).flatMap((split) =>
    (['images', 'labels'] as const).map((part) => {
      const stem = `${prefix}${split === 'train' ? 'train' : test}-${part}`
      const pattern = new RegExp(`^${stem}[-.]${suffixes[part]}(\\.gz)?$`, 'i')
      // Where a file is there twice the gzipped one comes first, because its checksum is verified.
      const candidates = names.filter((name) => pattern.test(name)).sort(gzippedFirst)
      return { split, part, usualName: `${stem}-${suffixes[part]}.gz`, candidates }
    }),
  )
}

const foundIn = (set: FileSet): number => set.slots.filter((slot) => slot.candidates.length > 0).length

/** Whether all four files are there. */
export const isComplete = (set: FileSet): boolean => foundIn(set) === set.slots.length

/** Whether at least one of the four files is there. */
export const isBegun = (set: FileSet): boolean => foundIn(set) > 0

/**
 * Looks for the four files of MNIST or of an EMNIST split among a folder's names: gzipped or not, `-` or `.` before `idx`,
 * in any case.
 * @param names - names of the folder's files
 * @param wanted - names that the person picked; where a folder holds several sets, theirs is taken
 * @returns the set with most files there; of equals MNIST, then EMNIST in the catalogue's order
 */
export function findFileSet(names: readonly string[], wanted: readonly string[] = []): FileSet {
  const visible = names.filter((name) => !name.startsWith('.')).sort()
  const sets = families.map((family) => ({ known: family.known, slots: slotsOf(family, visible) }))
  const picked = sets.filter((set) => set.slots.some(({ candidates }) => candidates.some((c) => wanted.includes(c))))
  return (picked.length > 0 ? picked : sets).reduce((best, set) => (foundIn(set) > foundIn(best) ? set : best))
}

/**
 * Explains why a folder has no complete set.
 * @param names - names of the folder's files
 * @returns DATA_FOLDER_EMPTY, or DATA_FILE_MISSING that names all that are missing
 */
export function missingFiles(set: FileSet, names: readonly string[], folder: string): StudioError {
  const visible = names.filter((name) => !name.startsWith('.')).sort()
  if (visible.length === 0) return new StudioError('DATA_FOLDER_EMPTY', { folder })
  const missing = set.slots.filter((slot) => slot.candidates.length === 0)
  const file = missing.map((slot) => slot.usualName).join(', ')
  return new StudioError('DATA_FILE_MISSING', { folder, file, found: listed(visible) })
}
