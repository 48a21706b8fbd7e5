import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Update data of electron-builder; not for people to check. */
const isData = (file) => /\.(blockmap|ya?ml)$/.test(file)

/**
 * Writes the SHA-256 of each package beside it, as `sha256sum --check` reads it.
 * @returns the files written
 */
export async function writeSums({ artifactPaths }) {
  const written = []
  for (const file of artifactPaths.filter((path) => !isData(path))) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    await writeFile(`${file}.sha256`, `${hash.digest('hex')}  ${basename(file)}\n`)
    written.push(`${file}.sha256`)
  }
  return written
}
