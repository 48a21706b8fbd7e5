import { StudioError } from '../../core/errors'
import type { FileSlot } from './findFiles'
import type { FolderReader } from '../folderReader'
import { parseIdxHeader } from '../idx'
import type { IdxHeader } from '../idx'
import { sniffKind } from '../../core/sniff'
import { gzipFault } from './gzipFault'

/** A file of a dataset with its header. */
export interface OpenFile {
  readonly slot: FileSlot
  readonly file: string
  readonly unzip: boolean
  readonly header: IdxHeader
}

const HEAD_BYTES = 512
/** Unpacked sizes up to this are accepted at any compression ratio. */
const HARMLESS_BYTES = 128_000_000
/** Highest accepted compression ratio: images of writing reach about 5, zeros alone about 1,000. */
const MAX_PACKED = 100

/** Streams a file's bytes. @throws DATA_GZIP_BROKEN, FILE_READ_FAILED */
export async function* bytesOf(
  folder: FolderReader,
  file: string,
  unzip: boolean,
  wanted?: number,
): AsyncGenerator<Uint8Array> {
  try {
    yield* folder.bytes(file, unzip, wanted)
  } catch (error) {
    if (!unzip || error instanceof StudioError) throw error
    throw new StudioError('DATA_GZIP_BROKEN', { file, reason: gzipFault(error) })
  }
}

/** The first `count` bytes after gunzipping. */
async function unzippedHead(folder: FolderReader, file: string, count: number): Promise<Uint8Array> {
  const head = new Uint8Array(count)
  let length = 0
  for await (const bytes of bytesOf(folder, file, true, count)) {
    const taken = bytes.subarray(0, count - length)
    head.set(taken, length)
    length += taken.length
    if (length === count) break
  }
  return head.subarray(0, length)
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
      const unzip = sniffKind(stored) === 'gzip'
      const head = unzip ? await unzippedHead(folder, file, HEAD_BYTES) : stored
      const header = parseIdxHeader(head, slot.part, file)
      if (unzip) await checkPacking(folder, file, header)
      return { slot, file, unzip, header }
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
