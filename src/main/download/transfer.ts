import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { writeError } from '../../node/fsErrors'
import { statusKind } from '../../shared/data/download/mirrorAttempts'
import type { AttemptKind } from '../../shared/data/download/mirrorAttempts'

/** The standard function, of Node or of Electron (which uses the system's proxy). */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One request for one file. */
export interface Transfer {
  readonly url: string
  /** The file that receives the bytes. */
  readonly part: string
  /** Bytes that it already has. */
  readonly have: number
  /** The transfer stops when the file grows beyond this. */
  readonly maxBytes: number
  readonly fetch: Fetch
  readonly signal: AbortSignal
  readonly stallMs: number
  /** Called with the number of bytes in the file. */
  readonly onBytes: (done: number) => void
}

/**
 * complete: all bytes of the server have arrived, `from` = where this request began; notResumable: the part does not match;
 * broken: the connection was lost or stalled after `received` bytes; else why the mirror is unusable.
 */
export type TransferOutcome =
  | { readonly kind: 'complete'; readonly from: number }
  | { readonly kind: 'notResumable'; readonly reason: string }
  | { readonly kind: 'broken'; readonly received: number; readonly stalled: boolean; readonly reason: string }
  | { readonly kind: Exclude<AttemptKind, 'broken'>; readonly reason: string }

/** `ENOTFOUND`, `net::ERR_NAME_NOT_RESOLVED`: the shortest name of the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause: unknown = error.cause
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
  return error.message
}

/** An abort signal that fires when `beat` was not called for some time. */
function watchdog(ms: number): { readonly signal: AbortSignal; beat(): void; stop(): void } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout
  const beat = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(), ms)
  }
  beat()
  return { signal: controller.signal, beat, stop: () => clearTimeout(timer) }
}

/** Where the body begins in the file; null when the server sends another range than requested. */
function startOf(response: Response, have: number): number | null {
  if (response.status === 200) return 0
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  return start !== undefined && Number(start) === have ? have : null
}

/** Opens the file to continue at `from`, cut off there. */
async function openPart(part: string, from: number): Promise<FileHandle> {
  const handle = await open(part, from === 0 ? 'w' : 'r+')
  if (from > 0) await handle.truncate(from)
  return handle
}

/**
 * Requests a file once, from the end of the part, and appends what arrives. Every byte that arrived is in the file when this
 * returns.
 * @throws DISK_FULL, FILE_WRITE_FAILED; network errors are outcomes
 */
export async function transfer(options: Transfer): Promise<TransferOutcome> {
  const { url, have, signal } = options
  const stall = watchdog(options.stallMs)
  const abort = AbortSignal.any([signal, stall.signal])
  const trouble = (error: unknown): string => (stall.signal.aborted ? `> ${options.stallMs / 1000} s` : reasonOf(error))
  try {
    let response: Response
    try {
      const headers = { 'Accept-Encoding': 'identity', ...(have > 0 ? { Range: `bytes=${have}-` } : {}) }
      response = await options.fetch(url, { headers, signal: abort, cache: 'no-store' })
    } catch (error) {
      return { kind: 'unreachable', reason: trouble(error) }
    }
    stall.beat()
    const { status, body } = response
    if (status === 416 && have > 0) return { kind: 'notResumable', reason: 'HTTP 416' }
    if ((status !== 200 && status !== 206) || body === null) {
      await body?.cancel()
      return { kind: statusKind(status), reason: `HTTP ${status}` }
    }
    const from = startOf(response, have)
    if (from === null) {
      await body.cancel()
      return { kind: 'notResumable', reason: 'Content-Range' }
    }
    return await receive(response, body, from, options, stall, trouble)
  } finally {
    stall.stop()
  }
}

async function receive(
  response: Response,
  body: ReadableStream<Uint8Array>,
  from: number,
  { part, maxBytes, onBytes }: Transfer,
  stall: ReturnType<typeof watchdog>,
  trouble: (error: unknown) => string,
): Promise<TransferOutcome> {
  const announced = Number(response.headers.get('content-length') ?? Number.NaN)
  // A body that fetch unpacked has another length than the header says.
  const expected = response.headers.has('content-encoding') ? Number.NaN : from + announced
  const handle = await onDisk(maxBytes, () => openPart(part, from))
  const reader = body.getReader()
  let done = from
  const broken = (reason: string): TransferOutcome => ({
    ...{ kind: 'broken', received: done - from, reason },
    stalled: stall.signal.aborted,
  })
  try {
    for (;;) {
      let chunk: ReadableStreamReadResult<Uint8Array>
      try {
        chunk = await reader.read()
      } catch (error) {
        return broken(trouble(error))
      }
      if (chunk.done) break
      stall.beat()
      const { value } = chunk
      await onDisk(maxBytes, () => writeAll(handle, value, done))
      done += value.length
      onBytes(done)
      if (done > maxBytes) return { kind: 'checksum', reason: `> ${maxBytes} B` }
    }
  } finally {
    // Closes the connection if the body was not read to its end.
    await reader.cancel().catch(() => undefined)
    await handle.close()
  }
  return done < expected ? broken(`${done} < ${expected} B`) : { kind: 'complete', from }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten
  }
}

async function onDisk<T>(neededBytes: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw writeError('mnist', error, neededBytes)
  }
}
