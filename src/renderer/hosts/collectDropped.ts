/** A folder picked or dropped in a browser: its name, the files directly in it, the folders in it. */
export interface DroppedFolder {
  readonly name: string
  readonly files: readonly File[]
  readonly folders: readonly DroppedFolder[]
}

/** Levels of folders that a dataset can have: dataset / train / class. Deeper ones are ignored. */
const MAX_DEPTH = 3

/**
 * What was dropped, in the form that `StudioApi.openDropped` of this page's host takes. Call it in the handler of the drop
 * event: afterwards the browser no longer gives access to the files.
 * @returns Electron: the File objects (a folder is one of them; the preload script finds its path); browser: File objects
 *   and a {@link DroppedFolder} for each folder
 */
export async function collectDropped(transfer: DataTransfer): Promise<readonly unknown[]> {
  if (window.studio) return [...transfer.files]
  // Before the first await. An item without an entry is a file outside any file system.
  const items = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
  return Promise.all(items.map((item) => (item instanceof File ? Promise.resolve(item) : collect(item))))
}

// Chromium does not expose the classes of entries under their standard names, so instanceof does not work.
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

function collect(entry: FileSystemEntry): Promise<File | DroppedFolder> {
  if (isFolder(entry)) return collectFolder(entry)
  if (isFile(entry)) return fileOf(entry)
  throw new Error(`neither file nor folder: ${entry.name}`)
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

async function collectFolder(folder: FileSystemDirectoryEntry, depth = 0): Promise<DroppedFolder> {
  const reader = folder.createReader()
  const files: File[] = []
  const folders: DroppedFolder[] = []
  for (;;) {
    // A reader returns up to a hundred entries per call, and an empty list at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (entries.length === 0) return { name: folder.name, files, folders }
    files.push(...(await Promise.all(entries.filter(isFile).map(fileOf))))
    if (depth === MAX_DEPTH) continue
    for (const entry of entries) if (isFolder(entry)) folders.push(await collectFolder(entry, depth + 1))
  }
}
