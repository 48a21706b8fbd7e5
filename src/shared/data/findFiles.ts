import { StudioError } from '../contract/errors'
import type { Split } from '../engine/engine'
import type { IdxPart } from './idx'

/** One of the four files of a dataset, with the names in the folder that may be it, best first. */
export interface FileSlot {
  readonly split: Split
  readonly part: IdxPart
  readonly candidates: readonly string[]
}

const prefixes: Record<Split, string> = { train: 'train', test: 't10k' }
const suffixes: Record<IdxPart, string> = { images: 'idx3-ubyte', labels: 'idx1-ubyte' }

/** The name under which the file was published, e.g. `t10k-labels-idx1-ubyte.gz`. */
export const usualName = (split: Split, part: IdxPart): string => `${prefixes[split]}-${part}-${suffixes[part]}.gz`

/** How many names of a folder a message lists. */
const LISTED = 8

function listed(names: readonly string[]): string {
  if (names.length <= LISTED) return names.join(', ')
  return `${names.slice(0, LISTED).join(', ')}, … (${names.length})`
}

/**
 * Finds the four MNIST files among a folder's names: gzipped or not, `-` or `.` before `idx`, in any case. Where a file is
 * there twice the gzipped one comes first, because its checksum is verified.
 * @param names - names of the folder's files
 * @param folder - shown in messages
 * @returns train images, train labels, test images, test labels
 * @throws DATA_FOLDER_EMPTY, DATA_FILE_MISSING (names all that are missing)
 */
export function findFiles(names: readonly string[], folder: string): FileSlot[] {
  const visible = names.filter((name) => !name.startsWith('.')).sort()
  if (visible.length === 0) throw new StudioError('DATA_FOLDER_EMPTY', { folder })
  const slots: FileSlot[] = []
  for (const split of ['train', 'test'] as const) {
    for (const part of ['images', 'labels'] as const) {
      const pattern = new RegExp(`^${prefixes[split]}-${part}[-.]${suffixes[part]}(\\.gz)?$`, 'i')
      const candidates = visible.filter((name) => pattern.test(name))
      const rank = (name: string): number => (/\.gz$/i.test(name) ? 0 : 1)
      slots.push({ split, part, candidates: candidates.sort((a, b) => rank(a) - rank(b)) })
    }
  }
  const missing = slots.filter((slot) => slot.candidates.length === 0)
  if (missing.length > 0) {
    const file = missing.map((slot) => usualName(slot.split, slot.part)).join(', ')
    throw new StudioError('DATA_FILE_MISSING', { folder, file, found: listed(visible) })
  }
  return slots
}
