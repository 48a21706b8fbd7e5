import { statfsSync } from 'node:fs'

/**
 * Whether the disk has room for another file.
 * @param folder - on the disk in question
 * @param bytes - the file's length; space is allocated in blocks
 */
export function hasRoom(folder: string, bytes: number): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return Math.ceil(bytes / bsize) <= bavail
}
