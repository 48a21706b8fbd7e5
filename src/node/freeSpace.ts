import { statfsSync } from 'node:fs'

/**
 * Whether a file of some length can be written beside the ones that are there.
 * @param folder - on the disk in question
 * @param bytes - the file's length; disks give room in blocks
 */
export function hasRoom(folder: string, bytes: number): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return Math.ceil(bytes / bsize) <= bavail
}
