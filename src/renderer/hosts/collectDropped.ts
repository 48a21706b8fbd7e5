/** A folder picked or dropped in a browser: its name, the files directly in it, the folders in it. */
export interface DroppedFolder {
  readonly name: string
  readonly files: readonly File[]
  readonly folders: readonly DroppedFolder[]
}

/** The deepest that data may lie: dataset / train / class / file. Deeper folders are left out, whatever was dropped. */
const DEEPEST = 3

/**
 * What was dropped, in the form that `StudioApi.openDropped` of this page's host takes. Call it while the drop event is
 * being handled: afterwards the browser takes the files back.
 * @returns Electron: the File objects (a folder is one of them; the preload script finds its path); browser: File objects
 *   and a {@link DroppedFolder} for each folder
 */
export async function collectDropped(transfer: DataTransfer): Promise<readonly unknown[]> {
  if (window.studio) return [...transfer.files]
  // Both are taken at once, before the first await. An item without an entry is a file that lies in no file system.
  const items = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
  return Promise.all(items.map((item) => (item instanceof File ? item : collect(item))))
}

// Chromium does not expose the classes of entries under their standard names, so instanceof is no help.
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
    // A reader gives a hundred at a time, and nothing when it has given all.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (entries.length === 0) return { name: folder.name, files, folders }
    files.push(...(await Promise.all(entries.filter(isFile).map(fileOf))))
    if (depth === DEEPEST) continue
    for (const entry of entries) if (isFolder(entry)) folders.push(await collectFolder(entry, depth + 1))
  }
}
