import { Gunzip, gunzipSync } from 'fflate'
import { crc32 } from '../../core/crc32'
import type { FolderReader } from '../folderReader'

/** A gzip member ends with the CRC-32 and the length modulo 2^32 of what it unpacks to, four bytes each (RFC 1952). */
const TRAILER_BYTES = 8
/** Files larger than this are not searched for the end of their member. */
const MAX_SEARCHED = 256 * 1024 * 1024
/** Places that look like the end of the member and are tried. */
const MAX_TRIES = 64

/** The first unpacked bytes, also where what is behind the member makes other readers fail before they give any. */
export function headBeforeJunk(stored: Uint8Array, count: number): Uint8Array {
  const head = new Uint8Array(count)
  let length = 0
  const gunzip = new Gunzip((chunk) => {
    const taken = chunk.subarray(0, count - length)
    head.set(taken, length)
    length += taken.length
  })
  try {
    gunzip.push(stored, false)
  } catch {
    // What was unpacked before is what is wanted; that it is damaged is found out by those who read all of it.
  }
  return head.subarray(0, length)
}

/** Whether the stored file ends with the trailer of a member of this length. */
export async function endsWithMember(folder: FolderReader, file: string, unpacked: number): Promise<boolean> {
  const tail = await folder.tail(file, 4)
  return tail.length === 4 && new DataView(tail.buffer, tail.byteOffset).getUint32(0, true) === unpacked % 2 ** 32
}

/**
 * Where the gzip member ends in a file that has more behind it.
 * @param unpacked - bytes that it unpacks to, as the header inside says
 * @returns stored bytes of the member, whose checksum is then right; null when there is no such place
 */
export async function memberEnd(folder: FolderReader, file: string, unpacked: number): Promise<number | null> {
  if ((await folder.size(file)) > MAX_SEARCHED) return null
  const stored = await folder.whole(file, MAX_SEARCHED)
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength)
  let tries = 0
  for (let end = stored.length; end > TRAILER_BYTES && tries < MAX_TRIES; end--) {
    if (view.getUint32(end - 4, true) !== unpacked % 2 ** 32) continue
    tries++
    if (await unpacksTo(folder.bytes(file, true, undefined, end), unpacked)) return end
  }
  return null
}

async function unpacksTo(bytes: AsyncIterable<Uint8Array>, length: number): Promise<boolean> {
  let found = 0
  try {
    for await (const chunk of bytes) found += chunk.length
  } catch {
    return false
  }
  return found === length
}

/**
 * Unpacks a member that is in memory.
 * @throws Error whose message says what is wrong, as zlib's do
 */
export function unpackMember(stored: Uint8Array, unpacked: number): Uint8Array {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength)
  const out = gunzipSync(stored, { out: new Uint8Array(unpacked) })
  if (out.length !== unpacked || view.getUint32(stored.length - TRAILER_BYTES, true) !== crc32(out)) {
    throw new Error('incorrect data check')
  }
  return out
}
