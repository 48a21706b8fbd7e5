import { StudioError } from '../../shared/contract/errors'
import type { FolderReader } from '../../shared/data/folderReader'

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Reads a stream piece by piece; frees it when the reader stops early. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
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
 * Files picked or dropped in a browser as the reader of datasets wants them. Gunzip is the browser's own and streams: what is
 * not asked for is not unpacked.
 * @param name - shown to people
 * @param files - of one folder; of two with the same name the first counts
 */
export function openFileFolder(name: string, files: readonly File[]): FolderReader {
  const byName = new Map<string, File>()
  for (const file of files) if (!byName.has(file.name)) byName.set(file.name, file)

  function find(file: string): File {
    const found = byName.get(file)
    if (!found) throw new StudioError('FILE_READ_FAILED', { file, reason: 'not among the files' })
    return found
  }

  return {
    name,
    list: () => Promise.resolve([...byName.keys()]),
    async head(file, count) {
      try {
        return new Uint8Array(await find(file).slice(0, count).arrayBuffer())
      } catch (error) {
        if (error instanceof StudioError) throw error
        throw new StudioError('FILE_READ_FAILED', { file, reason: reasonOf(error) })
      }
    },
    async *bytes(file, unzip) {
      const stored = find(file).stream()
      try {
        yield* piecesOf(unzip ? stored.pipeThrough(new DecompressionStream('gzip')) : stored)
      } catch (error) {
        // The file system complains with DOMExceptions (moved, no permission), broken gzip is a TypeError.
        if (unzip && !(error instanceof DOMException)) throw error
        throw new StudioError('FILE_READ_FAILED', { file, reason: reasonOf(error) })
      }
    },
  }
}
