import { constants } from 'node:fs'
import { access, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isReplaceable, replaceFile, statOf } from '../node/atomicFile'
import { errorCodeOf, reasonOf } from '../node/fsErrors'
import { StudioError } from '../shared/core/errors'

/** @throws FILE_READ_FAILED */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new StudioError('FILE_READ_FAILED', { file: path, reason: reasonOf(error) })
  }
}

/** Writes all or nothing. @throws DISK_FULL, FILE_WRITE_FAILED */
export const writeBytes = (path: string, content: Uint8Array | string): Promise<void> =>
  replaceFile(path, content, path)

/**
 * Detects before a long run that its result could not be saved: the folder must exist and be writable, the path must
 * not be a folder itself.
 * @throws FILE_WRITE_FAILED
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    const target = await statOf(path)
    if (target?.isDirectory()) throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: 'EISDIR' })
    await access(isReplaceable(target) ? dirname(resolve(path)) : path, constants.W_OK)
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: reasonOf(error) })
  }
}

/** Step by step, because Node's own recursive mkdir never returns under /proc. */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const code = errorCodeOf(error)
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeWithParents(dirname(path))
    await mkdir(path)
  }
}

/** Creates a folder and its parents. @throws FILE_WRITE_FAILED */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeWithParents(resolve(path))
  } catch (error) {
    throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: reasonOf(error) })
  }
}
