import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Whether a file is update metadata of electron-builder, which users do not download. */
const isMetadata = (file) => /\.(blockmap|ya?ml)$/.test(file)

/**
 * Writes the SHA-256 of each package next to it, in the format of `sha256sum --check`.
 * @returns paths of the files written
 */
export async function writeSums({ artifactPaths }) {
  const written = []
  for (const file of artifactPaths.filter((path) => !isMetadata(path))) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    await writeFile(`${file}.sha256`, `${hash.digest('hex')}  ${basename(file)}\n`)
    written.push(`${file}.sha256`)
  }
  return written
}
