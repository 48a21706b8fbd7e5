import { findPairs } from '../../shared/data/readers/findFiles'
import type { DroppedFolder } from './collectDropped'

type MutableFolder = DroppedFolder & { readonly files: File[]; readonly folders: MutableFolder[] }

/** The folder behind the flat list of files with paths that a folder dialog returns. */
export function pickedFolder(files: readonly File[]): DroppedFolder {
  const root: MutableFolder = { name: files[0]?.webkitRelativePath.split('/')[0] ?? '', files: [], folders: [] }
  const byPath = new Map<string, MutableFolder>([[root.name, root]])
  const folderAt = (path: string): MutableFolder => {
    const known = byPath.get(path)
    if (known) return known
    const cut = path.lastIndexOf('/')
    const folder: MutableFolder = { name: path.slice(cut + 1), files: [], folders: [] }
    byPath.set(path, folder)
    folderAt(path.slice(0, cut)).folders.push(folder)
    return folder
  }
  for (const file of files) {
    const path = file.webkitRelativePath
    folderAt(path.slice(0, path.lastIndexOf('/'))).files.push(file)
  }
  return root
}

/** Files picked or dropped without a folder, as one folder named after a pair of images and labels, if there is one. */
export function looseFiles(files: readonly File[]): DroppedFolder {
  const [pair] = findPairs(files.map((file) => file.name))
  return { name: pair?.slots[0].candidates[0] ?? 'MNIST', files, folders: [] }
}
