import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../shared/core/errors'
import { downloadError } from '../../shared/data/download/mirrorAttempts'
import type { Attempt } from '../../shared/data/download/mirrorAttempts'
import type { DownloadProgress, PublishedFile } from '../../shared/data/download/mnistFiles'
import { isMissing, writeError } from '../../node/fsErrors'
import { hasContent } from './checksum'
import { transfer } from './transfer'
import type { Fetch } from './transfer'

/** What a download needs, apart from the list of files. */
export interface DownloadOptions {
  readonly fetch: Fetch
  /** Cancels the download; what has arrived is kept and resumed by the next one. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: DownloadProgress) => void
  /** A connection without a byte for this long counts as dead; milliseconds. */
  readonly stallMs: number
}

/** How often a broken download is resumed on the same mirror. */
const MAX_RESUMES = 5
/** How many of these in a row may receive nothing: bytes buffered in a stream are lost when it breaks. */
const MAX_EMPTY_ATTEMPTS = 2

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}

/**
 * Downloads files from the first mirror that has them: into `*.part`, resumed by HTTP Range, renamed only when the checksum
 * of the content is correct.
 * @param mirrors - addresses that end with `/`
 * @param folder - created if missing
 * @returns false when cancelled by the signal
 * @throws DOWNLOAD_OFFLINE, DOWNLOAD_BLOCKED, DOWNLOAD_CHECKSUM, DOWNLOAD_FAILED, FILE_WRITE_FAILED
 */
export async function downloadFiles(
  files: readonly PublishedFile[],
  mirrors: readonly string[],
  folder: string,
  options: DownloadOptions,
): Promise<boolean> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  let before = 0
  let order = [...mirrors]
  try {
    await mkdir(folder, { recursive: true })
    for (const file of files) {
      const report = (host: string, done: number): void =>
        options.onProgress({ file: file.name, host, done: before + Math.min(done, file.bytes), total })
      if (!(await isThere(file, folder))) {
        const mirror = await fromAnyMirror(file, order, folder, report, options)
        // The next file starts with the mirror that worked.
        order = [mirror, ...order.filter((other) => other !== mirror)]
      }
      before += file.bytes
      report('', 0)
    }
    return true
  } catch (error) {
    if (options.signal.aborted) return false
    if (error instanceof StudioError) throw error
    throw writeError('mnist', error, total)
  }
}

/** Whether an earlier download has completed the file, perhaps without renaming it. */
async function isThere(file: PublishedFile, folder: string): Promise<boolean> {
  const path = join(folder, file.name)
  if (await hasContent(path, file)) return true
  if (!(await hasContent(`${path}.part`, file))) return false
  await rename(`${path}.part`, path)
  return true
}

type Report = (host: string, done: number) => void

/** @returns the mirror that delivered the file */
async function fromAnyMirror(
  file: PublishedFile,
  mirrors: readonly string[],
  folder: string,
  report: Report,
  options: DownloadOptions,
): Promise<string> {
  const attempts: Attempt[] = []
  for (const mirror of mirrors) {
    const failure = await fromMirror(file, mirror, folder, report, options)
    if (failure === null) return mirror
    attempts.push({ host: new URL(mirror).host, ...failure })
  }
  throw downloadError(file.name, attempts)
}

/** @returns null when the file is complete and correct */
async function fromMirror(
  file: PublishedFile,
  mirror: string,
  folder: string,
  report: Report,
  { fetch, signal, stallMs }: DownloadOptions,
): Promise<Omit<Attempt, 'host'> | null> {
  const path = join(folder, file.name)
  const part = `${path}.part`
  const { host } = new URL(mirror)
  let emptyAttempts = 0
  for (let resumes = 0; ; resumes++) {
    signal.throwIfAborted()
    const have = await sizeOf(part)
    report(host, have)
    const outcome = await transfer({
      ...{ url: mirror + file.name, part, have, fetch, signal, stallMs },
      // An endless response of a proxy must not fill the disk.
      maxBytes: file.unpackedBytes * 2,
      onBytes: (done) => report(host, done),
    })
    signal.throwIfAborted()
    if (outcome.kind === 'complete') {
      if (await hasContent(part, file)) {
        await rename(part, path)
        return null
      }
      await rm(part, { force: true })
      // A part from another mirror may not match: this mirror is tried once from the start.
      if (outcome.from === 0) return { kind: 'checksum', reason: 'SHA-256 ≠' }
    } else if (outcome.kind === 'notResumable') await rm(part, { force: true })
    else if (outcome.kind !== 'broken') {
      if (outcome.kind === 'checksum') await rm(part, { force: true })
      return outcome
    } else {
      emptyAttempts = outcome.received === 0 ? emptyAttempts + 1 : 0
      const hopeless = emptyAttempts > MAX_EMPTY_ATTEMPTS || (emptyAttempts > 0 && outcome.stalled)
      if (hopeless) return { kind: 'broken', reason: outcome.reason }
    }
    if (resumes >= MAX_RESUMES) return { kind: 'broken', reason: 'reason' in outcome ? outcome.reason : 'SHA-256 ≠' }
  }
}
