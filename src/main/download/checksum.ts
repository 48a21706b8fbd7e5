import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isMissing } from '../../node/fsErrors'
import type { PublishedFile } from '../../shared/data/download/mnistFiles'

/** gzip's first two bytes, RFC 1952. */
const GZIP = [0x1f, 0x8b]

async function isGzip(path: string): Promise<boolean | null> {
  try {
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(2), position: 0 })
      return bytesRead === 2 && GZIP.every((byte, i) => buffer[i] === byte)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/**
 * Whether a file, gzipped or not, has the published content. Stops unpacking beyond its length.
 * @returns false also for a file that is not there or whose gzip is broken
 */
export async function hasContent(
  path: string,
  wanted: Pick<PublishedFile, 'unpackedBytes' | 'sha256'>,
): Promise<boolean> {
  const gzip = await isGzip(path)
  if (gzip === null) return false
  const stored = createReadStream(path)
  const stream = gzip ? pipeline(stored, createGunzip({ chunkSize: 1 << 20 }), () => undefined) : stored
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > wanted.unpackedBytes) return false
      hash.update(chunk)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return false
    throw error
  } finally {
    stream.destroy()
  }
  return bytes === wanted.unpackedBytes && hash.digest('hex') === wanted.sha256
}
