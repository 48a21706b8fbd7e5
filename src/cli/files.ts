import { constants } from 'node:fs'
import { access, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { StudioError } from '../shared/contract/errors'

/** `EACCES: permission denied` without the paths that Node adds. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, \w+( '.*')?$/s, '')

/** @throws FILE_READ_FAILED */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new StudioError('FILE_READ_FAILED', { file: path, reason: reasonOf(error) })
  }
}

/** Writes all or nothing, through a temporary file beside it. @throws FILE_WRITE_FAILED */
export async function writeBytes(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await writeFileAtomic(
      path,
      typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    )
  } catch (error) {
    throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: reasonOf(error) })
  }
}

/**
 * Finds out before a long run that its result could not be saved: the folder must exist and be writable, the path must
 * not be a folder itself.
 * @throws FILE_WRITE_FAILED
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    await access(dirname(resolve(path)), constants.W_OK)
    const target = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (target?.isDirectory()) throw new Error('EISDIR: is a directory')
  } catch (error) {
    throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: reasonOf(error) })
  }
}

/** Makes a folder with those above it. @throws FILE_WRITE_FAILED */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: reasonOf(error) })
  }
}
