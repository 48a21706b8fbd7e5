import { StudioError } from '../../core/errors'
import type { FolderReader } from '../folderReader'

/** A folder and the names of its files. */
interface ListedFolder {
  readonly folder: FolderReader
  readonly names: readonly string[]
}

/**
 * The files of several folders as those of one.
 * @param shown - gives it its name
 * @param parts - of two files with the same name the first one is used
 */
export function joinFolders(shown: FolderReader, parts: readonly ListedFolder[]): FolderReader {
  const owners = new Map<string, FolderReader>()
  for (const { folder, names } of parts) for (const name of names) if (!owners.has(name)) owners.set(name, folder)
  const ownerOf = (file: string): FolderReader => {
    const owner = owners.get(file)
    if (owner === undefined) throw new StudioError('FILE_READ_FAILED', { file, reason: 'ENOENT' })
    return owner
  }
  return {
    name: shown.name,
    list: () => Promise.resolve([...owners.keys()]),
    folders: () => Promise.resolve([]),
    head: async (file, count) => ownerOf(file).head(file, count),
    tail: async (file, count) => ownerOf(file).tail(file, count),
    size: async (file) => ownerOf(file).size(file),
    bytes: (file, unzip, wanted, stored) => ownerOf(file).bytes(file, unzip, wanted, stored),
    whole: async (file, limit) => ownerOf(file).whole(file, limit),
    sha256: async (file) => ownerOf(file).sha256(file),
  }
}
