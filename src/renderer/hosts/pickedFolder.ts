import { findPairs } from '../../shared/data/readers/findFiles'
import type { DroppedFolder } from './collectDropped'

type Growing = DroppedFolder & { readonly files: File[]; readonly folders: Growing[] }

/** What a folder dialog gives, a flat list with paths, as the folder it was. */
export function pickedFolder(files: readonly File[]): DroppedFolder {
  const root: Growing = { name: files[0]?.webkitRelativePath.split('/')[0] ?? '', files: [], folders: [] }
  const byPath = new Map<string, Growing>([[root.name, root]])
  const folderAt = (path: string): Growing => {
    const known = byPath.get(path)
    if (known) return known
    const cut = path.lastIndexOf('/')
    const folder: Growing = { name: path.slice(cut + 1), files: [], folders: [] }
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

/** Files picked or dropped by themselves, as if they lay in a folder of their own, which a pair of images and labels names. */
export function looseFiles(files: readonly File[]): DroppedFolder {
  const [pair] = findPairs(files.map((file) => file.name))
  return { name: pair?.slots[0].candidates[0] ?? 'MNIST', files, folders: [] }
}
