import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFiles } from '../node/atomicFile'
import { isMissing, reasonOf } from '../node/fsErrors'
import { StudioError } from '../shared/core/errors'
import { NO_OWN_DIGITS, OWN_FILES, decodeOwnDigits, encodeOwnDigits } from '../shared/data/ownDigits'
import type { OwnDigitsStore } from '../shared/host/ownDigitsLibrary'

/** `000012`: each save writes a new folder, so that images and labels always belong together. */
const GENERATION = /^\d{6,12}$/
const BEGUN = '.begun'

/**
 * Own digits as two IDX files in `own-digits/<number>/`. A save writes both into a new folder and renames that;
 * the highest number is the current one, so an interrupted save leaves the previous one.
 * @param folder - created if missing
 */
export function createOwnDigitsStore(folder: string): OwnDigitsStore {
  async function generations(): Promise<string[]> {
    try {
      return (await readdir(folder)).filter((name) => GENERATION.test(name)).sort((a, b) => Number(a) - Number(b))
    } catch (error) {
      if (isMissing(error)) return []
      throw new StudioError('FILE_READ_FAILED', { file: 'own-digits', reason: reasonOf(error) })
    }
  }

  return {
    async read() {
      const newest = (await generations()).at(-1)
      if (newest === undefined) return NO_OWN_DIGITS
      const read = (file: string): Promise<Buffer> => readFile(join(folder, newest, file))
      let files: [Buffer, Buffer, Buffer | null]
      try {
        files = await Promise.all([
          read(OWN_FILES.images),
          read(OWN_FILES.labels),
          // Missing as long as there are only digits.
          read(OWN_FILES.names).catch((error: unknown) => {
            if (isMissing(error)) return null
            throw error
          }),
        ])
      } catch (error) {
        throw new StudioError('FILE_READ_FAILED', { file: OWN_FILES.images, reason: reasonOf(error) })
      }
      const [images, labels, names] = files
      return decodeOwnDigits({
        images: new Uint8Array(images),
        labels: new Uint8Array(labels),
        names: names && new Uint8Array(names),
      })
    },
    async write(own) {
      try {
        const before = await generations()
        const begun = join(folder, BEGUN)
        await rm(begun, { recursive: true, force: true })
        await mkdir(begun, { recursive: true })
        const { images, labels, names } = encodeOwnDigits(own)
        await replaceFiles([
          { path: join(begun, OWN_FILES.images), content: images },
          { path: join(begun, OWN_FILES.labels), content: labels },
          ...(names ? [{ path: join(begun, OWN_FILES.names), content: names }] : []),
        ])
        const next = String(Number(before.at(-1) ?? 0) + 1).padStart(6, '0')
        await rename(begun, join(folder, next))
        for (const old of before) await rm(join(folder, old), { recursive: true, force: true })
      } catch (error) {
        if (error instanceof StudioError) throw error
        throw new StudioError('FILE_WRITE_FAILED', { file: OWN_FILES.images, reason: reasonOf(error) })
      }
    },
  }
}
