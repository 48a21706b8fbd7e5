import { createHash } from 'node:crypto'
import { open, readFile, readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StudioError } from '../shared/core/errors'
import type { Dataset } from '../shared/data/dataset'
import type { ReadOptions } from '../shared/data/datasetSink'
import { MAX_HASHED_BYTES, isHidden } from '../shared/data/folderReader'
import type { FolderReader } from '../shared/data/folderReader'
import { readWholeDataset } from '../shared/data/readers/readDataset'
import { detachBuffer } from '../shared/core/detachBuffer'
import { errorCodeOf, reasonOf } from './fsErrors'

/** Stored bytes read at a time: above the high-water mark of a stream, see {@link gunzipped}. */
const READ_BYTES = 128 * 1024
/** Bytes gunzipped at a time. Each is a trip to the thread pool: half of it took longer, twice as much was no faster. */
const GUNZIP_BYTES = 256 * 1024

const isZlibError = (error: unknown): boolean => errorCodeOf(error)?.startsWith('Z_') === true

const readFailed = (file: string, error: unknown): StudioError =>
  new StudioError('FILE_READ_FAILED', { file, reason: reasonOf(error) })

/** The names of the files, or of the folders, in a folder. */
async function listEntries(path: string, folder: string, wanted: 'files' | 'folders'): Promise<string[]> {
  const fits = (entry: { isFile(): boolean; isDirectory(): boolean }): boolean =>
    wanted === 'files' ? entry.isFile() : entry.isDirectory()
  try {
    const names: string[] = []
    for (const entry of await readdir(path, { withFileTypes: true })) {
      // Some archives unpack each file into a folder with the file's name, so the kind decides, also behind links.
      const isWanted = entry.isSymbolicLink()
        ? await stat(join(path, entry.name)).then(
            fits,
            () => false, // a link that leads nowhere is neither
          )
        : fits(entry)
      if (isWanted) names.push(entry.name)
    }
    return names
  } catch (error) {
    throw new StudioError('DATA_FOLDER_UNREADABLE', { folder, reason: reasonOf(error) })
  }
}

async function readWhole(path: string, file: string, limit: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(join(path, file))
    if (size > limit) throw new StudioError('DATA_TOO_LARGE', { file, limitMegabytes: Math.ceil(limit / 1e6) })
    return await readFile(join(path, file))
  } catch (error) {
    throw error instanceof StudioError ? error : readFailed(file, error)
  }
}

async function sizeOf(path: string, file: string): Promise<number> {
  try {
    return (await stat(join(path, file))).size
  } catch (error) {
    throw readFailed(file, error)
  }
}

/** @param end - whether the last `count` bytes are wanted instead of the first */
async function readPart(path: string, file: string, count: number, end: boolean): Promise<Uint8Array> {
  try {
    const handle = await open(join(path, file))
    try {
      const position = end ? Math.max(0, (await handle.stat()).size - count) : 0
      const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(count), position })
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw readFailed(file, error)
  }
}

/** The file as stored, in one reused buffer; only the last chunk is shorter than the buffer. */
async function* readStored(path: string, file: string, length: number): AsyncGenerator<Uint8Array> {
  const handle = await open(join(path, file))
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES)
    let filled = 0
    let left = length
    for (;;) {
      const { bytesRead } = await handle.read(buffer, filled, Math.min(left, buffer.length - filled))
      filled += bytesRead
      left -= bytesRead
      if (filled === buffer.length || bytesRead === 0) {
        if (filled > 0) yield buffer.subarray(0, filled)
        filled = 0
      }
      if (bytesRead === 0) return
    }
  } finally {
    await handle.close()
  }
}

async function* gunzipped(stored: AsyncIterable<Uint8Array>, wanted: number): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: Math.min(GUNZIP_BYTES, wanted) })
  // A chunk above the high-water mark makes pipeline wait until all of it is unpacked, so one buffer is enough.
  // It closes both ends when either fails or the reader stops early; the error itself comes out of the iteration.
  const chunks: AsyncIterable<Buffer<ArrayBuffer>> = pipeline(stored, gunzip, () => undefined)
  try {
    for await (const chunk of chunks) {
      yield chunk
      const { buffer, byteOffset, byteLength } = chunk
      // zlib fills the same buffer until it is full. Small buffers belong to a pool that Node shares.
      if (buffer.byteLength === GUNZIP_BYTES && byteOffset + byteLength === GUNZIP_BYTES) detachBuffer(buffer)
    }
  } finally {
    gunzip.destroy()
  }
}

async function* readBytes(
  path: string,
  file: string,
  unzip: boolean,
  wanted = Infinity,
  length = Infinity,
): AsyncGenerator<Uint8Array> {
  try {
    const stored = readStored(path, file, length)
    yield* unzip ? gunzipped(stored, wanted) : stored
  } catch (error) {
    throw isZlibError(error) ? error : readFailed(file, error)
  }
}

/**
 * A folder on disk as a {@link FolderReader}. All file access is asynchronous and gunzip runs in Node's thread pool: the
 * event loop is never blocked.
 * @param name - shown to the user; the folder's own name by default
 */
export function openDatasetFolder(path: string, name: string = basename(resolve(path))): FolderReader {
  return {
    name,
    list: () => listEntries(path, name, 'files'),
    folders: async () =>
      (await listEntries(path, name, 'folders'))
        .filter((child) => !isHidden(child))
        .sort()
        .map((child) => openDatasetFolder(join(path, child))),
    size: (file) => sizeOf(path, file),
    head: (file, count) => readPart(path, file, count, false),
    tail: (file, count) => readPart(path, file, count, true),
    bytes: (file, unzip, wanted, stored) => readBytes(path, file, unzip, wanted, stored),
    whole: (file, limit) => readWhole(path, file, limit),
    sha256: async (file) =>
      createHash('sha256')
        .update(await readWhole(path, file, MAX_HASHED_BYTES))
        .digest('hex'),
  }
}

/**
 * Reads a whole dataset folder into memory, as the command line does.
 * @returns the dataset, or null when cancelled through `options.signal`
 * @throws every DATA_ code, FILE_READ_FAILED
 */
export function loadDatasetFolder(
  path: string,
  options: ReadOptions & { name?: string } = {},
): Promise<Dataset | null> {
  return readWholeDataset(openDatasetFolder(path, options.name), options)
}
