import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCodeOf, isMissing, writeError } from './fsErrors'

/** `.digit-studio-1f0c9a52.tmp`: short, because the final name may be as long as the disk allows. */
const TEMPORARY = /^\.digit-studio-[0-9a-f]{16}\.tmp$/
/** `record.json.2864434397`: temporary files of version 0.1.0. */
const FORMER_TEMPORARY = /\.(json|bin|npz)\.\d+$/
const temporaryName = (): string => `.digit-studio-${randomBytes(8).toString('hex')}.tmp`

/** A file and its new content. */
export interface NewFile {
  readonly path: string
  /** Text is written as UTF-8. */
  readonly content: Uint8Array | string
  /** How messages name it; the last part of the path unless given. */
  readonly shownAs?: string
}

/** Stats of a path; links are followed. @returns null when nothing is there */
export async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Pipes and devices (/dev/stdout) are written to, not replaced, so that their readers get the data. */
export const isReplaceable = (target: Stats | null): boolean => target === null || target.isFile()

/**
 * Replaces or creates a file atomically: the path has the old content or all of the new.
 * @throws DISK_FULL, FILE_WRITE_FAILED; the old file is then unchanged
 */
export const replaceFile = (path: string, content: Uint8Array | string, shownAs?: string): Promise<void> =>
  replaceFiles([{ path, content, ...(shownAs === undefined ? {} : { shownAs }) }])

/**
 * Replaces files that belong together: all are written to temporary files in their folders and synced, then renamed in the
 * order given.
 * @throws DISK_FULL, FILE_WRITE_FAILED; no old file is changed if space or permissions are missing
 */
export async function replaceFiles(files: readonly NewFile[]): Promise<void> {
  const written: { readonly temporary: string; readonly target: string }[] = []
  let current: NewFile | undefined
  try {
    for (current of files) {
      const target = await statOf(current.path)
      if (isReplaceable(target)) {
        // The target of a link is replaced, not the link.
        const path = target === null ? current.path : await realpath(current.path)
        const temporary = join(dirname(path), temporaryName())
        written.push({ temporary, target: path })
        await writeWhole(temporary, bytesOf(current.content), target)
      } else await writeFile(current.path, current.content)
    }
    for (const { temporary, target } of written) await rename(temporary, target)
    for (const folder of new Set(written.map(({ target }) => dirname(target)))) await syncFolder(folder)
  } catch (error) {
    for (const { temporary } of written) await rm(temporary, { force: true })
    const file = current?.shownAs ?? basename(current?.path ?? '')
    const neededBytes = files.reduce((sum, { content }) => sum + bytesOf(content).byteLength, 0)
    throw writeError(file, error, neededBytes)
  }
}

/** Removes what an interrupted {@link replaceFiles} left in one of the application's folders. */
export async function removeTemporaryFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (TEMPORARY.test(name) || FORMER_TEMPORARY.test(name)) await rm(join(folder, name), { force: true })
  }
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content

/** @param before - the file to be replaced: its permissions and owner are kept */
async function writeWhole(path: string, bytes: Uint8Array, before: Stats | null): Promise<void> {
  const handle = await open(path, 'wx')
  try {
    if (before !== null) await copyPermissions(handle, before)
    // Unlike a single write(2), which a filling disk may cut short without an error, this writes until all is written.
    await handle.writeFile(bytes)
    await handle.sync()
    const { size } = await handle.stat()
    if (size !== bytes.byteLength) throw new Error(`${size} of ${bytes.byteLength} bytes were written`)
  } finally {
    await handle.close()
  }
}

async function copyPermissions(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  try {
    await handle.chmod(mode)
    await handle.chown(uid, gid)
  } catch (error) {
    // Some file systems have no owners, and only root may change them.
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EINVAL'].includes(errorCodeOf(error) ?? '')) throw error
  }
}

/** Makes the renames survive a power cut, on systems where folders can be synced. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(errorCodeOf(error) ?? '')) throw error
  } finally {
    await handle.close()
  }
}
