import { StudioError } from '../../core/errors'
import { listed } from '../../core/printable'
import { findFileSet, findPairs, isBegun, isComplete, missingFiles } from './findFiles'
import type { FilePair, FileSet } from './findFiles'
import type { FolderReader } from '../folderReader'
import { joinFolders } from './joinFolders'
import { isPicture, looksLikeOther, planPngFolder } from './png/planFolder'
import type { PngPlan } from './png/planFolder'

/** A dataset found in a folder or in one of its subfolders. */
export type Located =
  | { readonly form: 'idx'; readonly folder: FolderReader; readonly files: FileSet }
  | { readonly form: 'pair'; readonly folder: FolderReader; readonly pair: FilePair }
  | { readonly form: 'png'; readonly plan: PngPlan }

/** A folder with more subfolders is not searched two levels deep. */
const MAX_DEEPER = 20
/** A folder with more subfolders is not searched: a whole disk would take minutes. */
const MAX_SUBFOLDERS = 300

/** The file names in a folder; none if it cannot be read, which only means that it does not match. */
async function namesIn(folder: FolderReader): Promise<readonly string[]> {
  try {
    return await folder.list()
  } catch (error) {
    if (error instanceof StudioError) return []
    throw error
  }
}

async function subfolders(folder: FolderReader): Promise<readonly FolderReader[]> {
  const children = await folder.folders()
  return children.length > MAX_SUBFOLDERS ? [] : children
}

/** The only match; null when there is none. @throws DATA_SEVERAL_FOLDERS */
function theOne<T extends { readonly folder: FolderReader }>(fitting: readonly T[], parent: FolderReader): T | null {
  if (fitting.length > 1) {
    const folders = listed(fitting.map(({ folder }) => folder.name))
    throw new StudioError('DATA_SEVERAL_FOLDERS', { folder: parent.name, folders })
  }
  return fitting[0] ?? null
}

/** The only pair of images and labels in a folder; null when there is none. @throws DATA_SEVERAL_FOLDERS */
function thePair(folder: FolderReader, pairs: readonly FilePair[]): FilePair | null {
  if (pairs.length > 1) {
    const folders = listed(pairs.map(({ slots }) => slots[0].candidates[0] ?? ''))
    throw new StudioError('DATA_SEVERAL_FOLDERS', { folder: folder.name, folders })
  }
  return pairs[0] ?? null
}

/** The IDX files of one folder. */
interface FolderSet {
  readonly folder: FolderReader
  readonly names: readonly string[]
  readonly files: FileSet
  readonly pairs: readonly FilePair[]
}

async function setIn(folder: FolderReader): Promise<FolderSet> {
  const names = await namesIn(folder)
  return { folder, names, files: findFileSet(names), pairs: findPairs(names) }
}

/** The dataset in exactly one of several folders; null when none has one. @throws DATA_SEVERAL_FOLDERS */
function oneOf(sets: readonly FolderSet[], parent: FolderReader): Located | null {
  const complete = theOne(
    sets.filter((set) => isComplete(set.files) || set.pairs.length > 0),
    parent,
  )
  if (complete === null) return null
  const pair = thePair(complete.folder, complete.pairs)
  if (pair) return { form: 'pair', folder: complete.folder, pair }
  return { form: 'idx', folder: complete.folder, files: complete.files }
}

/** Four files, each in a separate folder, as some archives unpack them. */
async function inParts(
  folder: FolderReader,
  names: readonly string[],
  sets: readonly FolderSet[],
  wanted: readonly string[],
): Promise<Located | null> {
  const parts = sets.filter(({ files }) => isBegun(files))
  if (parts.length < 2) return null
  const joined = joinFolders(folder, [{ folder, names }, ...parts])
  const files = findFileSet(await joined.list(), wanted)
  return isComplete(files) ? { form: 'idx', folder: joined, files } : null
}

/** Two levels down, as in torchvision's `MNIST/raw`. */
async function inDeeper(folder: FolderReader, children: readonly FolderReader[]): Promise<Located | null> {
  if (children.length > MAX_DEEPER) return null
  const deeper: FolderSet[] = []
  for (const child of children) {
    const grandchildren = await subfolders(child).catch(() => [])
    for (const grandchild of grandchildren.length > MAX_DEEPER ? [] : grandchildren) {
      const set = await setIn(grandchild)
      // Two of them are told apart by the folder that they are in.
      deeper.push({ ...set, folder: { ...grandchild, name: `${child.name}/${grandchild.name}` } })
    }
  }
  const found = oneOf(deeper, folder)
  if (found === null || found.form === 'png') return found
  return { ...found, folder: { ...found.folder, name: shownName(folder, found.folder.name) } }
}

/** A folder named `raw` tells the user nothing, so the name of its parent is shown. */
function shownName(opened: FolderReader, path: string): string {
  const [parent = '', own = ''] = path.split('/')
  return /^(raw|data|files|idx)$/i.test(own) ? parent : own || opened.name
}

/**
 * Finds the dataset in a folder: four IDX files in it, or a pair of them; else in exactly one of its subfolders, spread over several, or one level deeper; else PNG
 * files in one folder per class, in it or in exactly one of its subfolders.
 * @param wanted - names of files that the user picked in it
 * @throws DATA_FOLDER_UNREADABLE, DATA_FOLDER_EMPTY, DATA_FILE_MISSING, DATA_SEVERAL_FOLDERS, and for
 *   PNG files DATA_PNG_LOOSE, DATA_PNG_ONLY, DATA_ONE_CLASS, DATA_TOO_MANY_CLASSES, DATA_CLASSES_DIFFER, DATA_TOO_FEW_IMAGES
 */
export async function locateDataset(folder: FolderReader, wanted: readonly string[] = []): Promise<Located> {
  const names = await folder.list()
  const files = findFileSet(names, wanted)
  if (isComplete(files)) return { form: 'idx', folder, files }
  const pair = thePair(folder, findPairs(names, wanted))
  if (pair) return { form: 'pair', folder, pair }

  const children = await subfolders(folder)
  const sets = await Promise.all(children.map(setIn))
  const found =
    oneOf(sets, folder) ?? (await inParts(folder, names, sets, wanted)) ?? (await inDeeper(folder, children))
  if (found) return found
  if (isBegun(files)) throw missingFiles(files, names, folder.name)

  const plan = await planPngFolder(folder, children)
  if (plan) return { form: 'png', plan }
  const deeper = await Promise.all(
    children.map(async (child) => ({ folder: child, plan: await planPngFolder(child, await subfolders(child)) })),
  )
  const fitting = theOne(
    deeper.flatMap((found) => (found.plan ? [{ folder: found.folder, plan: found.plan }] : [])),
    folder,
  )
  if (fitting) return { form: 'png', plan: fitting.plan }

  const begun = sets.filter((set) => isBegun(set.files))
  if (begun.length === 1 && begun[0]) throw missingFiles(begun[0].files, begun[0].names, begun[0].folder.name)
  const loose = names.filter(isPicture)
  if (loose.length > 0) throw new StudioError('DATA_PNG_LOOSE', { folder: folder.name, count: loose.length })
  const other = [...names, ...sets.flatMap((set) => set.names)].find(looksLikeOther)
  if (other !== undefined) throw new StudioError('DATA_PNG_ONLY', { folder: folder.name, file: other })
  const shown = [...names, ...children.map((child) => `${child.name}/`)]
  throw missingFiles(files, shown, folder.name)
}
