import { StudioError } from '../../core/errors'
import type { FileSlot } from './findFiles'
import type { FolderReader } from '../folderReader'
import { parseIdxHeader } from '../idx'
import type { IdxHeader } from '../idx'
import { sniffKind } from '../../core/sniff'
import { gzipFault } from './gzipFault'
import { endsWithMember, headBeforeJunk, memberEnd, unpackMember } from './gzipMember'

/** A file of a dataset with its header. */
export interface OpenFile {
  readonly slot: FileSlot
  readonly file: string
  readonly packing: Packing
  readonly header: IdxHeader
}

/** How a file is packed: how often gzip was used, and the stored bytes to read where there is more behind them. */
interface Packing {
  readonly gzips: 0 | 1 | 2
  readonly stored?: number
}

const HEAD_BYTES = 512
/** A file that fails at once because of what is behind its end is read this far. */
const JUNK_SEARCH_BYTES = 64 * 1024
/** Unpacked sizes up to this are accepted at any compression ratio. */
const HARMLESS_BYTES = 128_000_000
/** Highest accepted compression ratio: images of writing reach about 5, zeros alone about 1,000. */
const MAX_PACKED = 100

/** Streams a file's content, unpacked. @throws DATA_GZIP_BROKEN, DATA_TOO_LARGE, FILE_READ_FAILED */
export async function* contentOf(
  folder: FolderReader,
  { file, packing, header }: OpenFile,
): AsyncGenerator<Uint8Array> {
  try {
    const bytes = folder.bytes(file, packing.gzips > 0, undefined, packing.stored)
    if (packing.gzips < 2) yield* bytes
    else yield unpackMember(await joined(bytes, file), header.fileBytes)
  } catch (error) {
    if (packing.gzips === 0 || error instanceof StudioError) throw error
    throw new StudioError('DATA_GZIP_BROKEN', { file, reason: gzipFault(error) })
  }
}

/** All of a stream. @throws DATA_TOO_LARGE */
async function joined(bytes: AsyncIterable<Uint8Array>, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > HARMLESS_BYTES) throw new StudioError('DATA_TOO_LARGE', { file, limitMegabytes: HARMLESS_BYTES / 1e6 })
    chunks.push(chunk.slice())
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** The first bytes after gunzipping. */
async function unzippedHead(folder: FolderReader, file: string): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES)
  let length = 0
  try {
    for await (const bytes of folder.bytes(file, true, HEAD_BYTES)) {
      const taken = bytes.subarray(0, HEAD_BYTES - length)
      head.set(taken, length)
      length += taken.length
      if (length === HEAD_BYTES) break
    }
    return head.subarray(0, length)
  } catch (error) {
    if (error instanceof StudioError) throw error
    // A small file with something behind its end fails before it gives anything.
    const found = headBeforeJunk(await folder.head(file, JUNK_SEARCH_BYTES), HEAD_BYTES)
    if (found.length > 0) return found
    throw new StudioError('DATA_GZIP_BROKEN', { file, reason: gzipFault(error) })
  }
}

/** Refuses a gzip bomb before memory is allocated for it. @throws DATA_TOO_LARGE */
async function checkPacking(folder: FolderReader, file: string, { fileBytes }: IdxHeader): Promise<void> {
  if (fileBytes <= HARMLESS_BYTES || fileBytes <= MAX_PACKED * (await folder.size(file))) return
  throw new StudioError('DATA_TOO_LARGE', { file, limitMegabytes: HARMLESS_BYTES / 1e6 })
}

/**
 * Reads the header of the first valid candidate; damaged ones before it are skipped.
 * @throws as `parseIdxHeader`, DATA_GZIP_BROKEN, FILE_READ_FAILED
 */
export async function openSlot(folder: FolderReader, slot: FileSlot): Promise<OpenFile> {
  const failures: unknown[] = []
  for (const file of slot.candidates) {
    try {
      // The content decides, not the name: browsers unpack .gz while saving and keep the name.
      const stored = await folder.head(file, HEAD_BYTES)
      if (sniffKind(stored) !== 'gzip') {
        return { slot, file, packing: { gzips: 0 }, header: parseIdxHeader(stored, slot.part, file) }
      }
      const outer = await unzippedHead(folder, file)
      if (sniffKind(outer) === 'gzip') {
        const header = parseIdxHeader(headBeforeJunk(outer, HEAD_BYTES), slot.part, file)
        await checkPacking(folder, file, header)
        return { slot, file, packing: { gzips: 2 }, header }
      }
      const header = parseIdxHeader(outer, slot.part, file)
      await checkPacking(folder, file, header)
      const end = (await endsWithMember(folder, file, header.fileBytes))
        ? null
        : await memberEnd(folder, file, header.fileBytes)
      return { slot, file, packing: end === null ? { gzips: 1 } : { gzips: 1, stored: end }, header }
    } catch (error) {
      failures.push(error)
    }
  }
  throw failures[0]
}

/** Checks that there are as many images as labels. @throws DATA_COUNTS_DIFFER */
export function checkCounts(images: OpenFile, labels: OpenFile): void {
  if (images.header.count === labels.header.count) return
  throw new StudioError('DATA_COUNTS_DIFFER', {
    imagesFile: images.file,
    imageCount: images.header.count,
    labelsFile: labels.file,
    labelCount: labels.header.count,
  })
}
