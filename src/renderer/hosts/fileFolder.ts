import { StudioError } from '../../shared/core/errors'
import { MAX_HASHED_BYTES, isHidden } from '../../shared/data/folderReader'
import type { FolderReader } from '../../shared/data/folderReader'
import type { DroppedFolder } from './collectDropped'

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Reads a stream chunk by chunk; cancels it when the caller stops early. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}

/**
 * Files picked or dropped in a browser as a {@link FolderReader}. The browser unzips in a stream: what is not read is not
 * unpacked.
 * @param folder - of two files with the same name the first one is used
 */
export function openFileFolder({ name, files, folders }: DroppedFolder): FolderReader {
  const byName = new Map<string, File>()
  for (const file of files) if (!byName.has(file.name)) byName.set(file.name, file)

  function find(file: string): File {
    const found = byName.get(file)
    if (!found) throw new StudioError('FILE_READ_FAILED', { file, reason: 'ENOENT' })
    return found
  }

  async function whole(file: string, limit: number): Promise<Uint8Array<ArrayBuffer>> {
    const found = find(file)
    if (found.size > limit) throw new StudioError('DATA_TOO_LARGE', { file, limitMegabytes: Math.ceil(limit / 1e6) })
    try {
      return new Uint8Array(await found.arrayBuffer())
    } catch (error) {
      throw new StudioError('FILE_READ_FAILED', { file, reason: reasonOf(error) })
    }
  }

  async function part(file: string, start: number, end?: number): Promise<Uint8Array> {
    try {
      return new Uint8Array(await find(file).slice(start, end).arrayBuffer())
    } catch (error) {
      if (error instanceof StudioError) throw error
      throw new StudioError('FILE_READ_FAILED', { file, reason: reasonOf(error) })
    }
  }

  return {
    name,
    list: () => Promise.resolve([...byName.keys()]),
    folders: () =>
      Promise.resolve(
        folders
          .filter((child) => !isHidden(child.name))
          .map(openFileFolder)
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    // Asynchronous, so that a missing file rejects.
    size: async (file) => find(file).size,
    whole,
    async sha256(file) {
      // Browsers compute checksums only for pages from https or localhost.
      if (!isSecureContext) return null
      const digest = await crypto.subtle.digest('SHA-256', await whole(file, MAX_HASHED_BYTES))
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    },
    head: (file, count) => part(file, 0, count),
    tail: (file, count) => part(file, -count),
    async *bytes(file, unzip, _wanted, length) {
      const stored = find(file).slice(0, length).stream()
      try {
        yield* chunksOf(unzip ? stored.pipeThrough(new DecompressionStream('gzip')) : stored)
      } catch (error) {
        // Errors of the file system are DOMExceptions (moved, no permission), invalid gzip data is a TypeError.
        if (unzip && !(error instanceof DOMException)) throw error
        throw new StudioError('FILE_READ_FAILED', { file, reason: reasonOf(error) })
      }
    },
  }
}
