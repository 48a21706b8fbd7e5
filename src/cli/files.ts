import { constants } from 'node:fs'
import type { Stats } from 'node:fs'
import { access, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { StudioError } from '../shared/core/errors'

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

/** The file's facts, or null when there is none. */
async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** A pipe or device (/dev/stdout) is written to; replacing it by a file would take it away from everybody. */
const isReplaceable = (target: Stats | null): boolean => target === null || target.isFile()

/** Writes all or nothing, through a temporary file beside it. @throws FILE_WRITE_FAILED */
export async function writeBytes(path: string, content: Uint8Array | string): Promise<void> {
  try {
    const data = typeof content === 'string' ? content : Buffer.from(content)
    await (isReplaceable(await statOf(path)) ? writeFileAtomic(path, data) : writeFile(path, data))
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
    const target = await statOf(path)
    if (target?.isDirectory()) throw new Error('EISDIR: is a directory')
    await access(isReplaceable(target) ? dirname(resolve(path)) : path, constants.W_OK)
  } catch (error) {
    throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: reasonOf(error) })
  }
}

/** Step by step, because Node's own recursive mkdir never returns under /proc. */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeWithParents(dirname(path))
    await mkdir(path)
  }
}

/** Makes a folder with those above it. @throws FILE_WRITE_FAILED */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeWithParents(resolve(path))
  } catch (error) {
    throw new StudioError('FILE_WRITE_FAILED', { file: path, reason: reasonOf(error) })
  }
}
