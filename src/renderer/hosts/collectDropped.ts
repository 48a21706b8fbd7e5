/** A folder dropped in a browser: its name and the files in it, without those of folders inside it. */
export interface DroppedFolder {
  readonly name: string
  readonly files: readonly File[]
}

/**
 * What was dropped, in the form that `StudioApi.openDropped` of this page's host takes. Call it while the drop event is
 * being handled: afterwards the browser takes the files back.
 * @returns Electron: the File objects (a folder is one of them; the preload script finds its path); browser: File objects
 *   and a {@link DroppedFolder} for each folder
 */
export async function collectDropped(transfer: DataTransfer): Promise<readonly unknown[]> {
  if (window.studio) return [...transfer.files]
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return Promise.all(entries.map(collect))
}

function collect(entry: FileSystemEntry): Promise<File | DroppedFolder> {
  if (entry instanceof FileSystemDirectoryEntry) return collectFolder(entry)
  if (entry instanceof FileSystemFileEntry) return fileOf(entry)
  throw new Error(`neither file nor folder: ${entry.name}`)
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

async function collectFolder(folder: FileSystemDirectoryEntry): Promise<DroppedFolder> {
  const reader = folder.createReader()
  const files: File[] = []
  for (;;) {
    // A reader gives a hundred at a time, and nothing when it has given all.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (entries.length === 0) return { name: folder.name, files }
    for (const entry of entries) if (entry instanceof FileSystemFileEntry) files.push(await fileOf(entry))
  }
}
