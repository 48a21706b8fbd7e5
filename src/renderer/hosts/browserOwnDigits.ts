import { openDB } from 'idb'
import type { DBSchema } from 'idb'
import { StudioError } from '../../shared/core/errors'
import { unwrap } from '../../shared/core/result'
import type { TrainerClient } from '../../shared/host/trainerClient'
import { NO_OWN_DIGITS, decodeOwnDigits, encodeOwnDigits } from '../../shared/data/ownDigits'
import { OwnDigitsLibrary } from '../../shared/host/ownDigitsLibrary'
import type { OwnAnswers, OwnDigitsStore } from '../../shared/host/ownDigitsLibrary'
import { download } from '../ui/download'

const NAME = 'digit-studio.own-digits'
const KEY = 'own'

interface Schema extends DBSchema {
  /** One entry with all files, so that images and labels always match. */
  files: { key: string; value: { images: Uint8Array; labels: Uint8Array; names?: Uint8Array | null } }
}

/** Own digits in the browser's IndexedDB. */
function createBrowserOwnDigitsStore(name = NAME): OwnDigitsStore {
  const opened = () => openDB<Schema>(name, 1, { upgrade: (db) => void db.createObjectStore('files') })
  return {
    async read() {
      const database = await opened()
      const files = await database.get('files', KEY)
      database.close()
      return files === undefined ? NO_OWN_DIGITS : decodeOwnDigits(files)
    },
    async write(own) {
      try {
        const database = await opened()
        await database.put('files', encodeOwnDigits(own), KEY)
        database.close()
      } catch (error) {
        throw new StudioError('FILE_WRITE_FAILED', { file: 'IndexedDB', reason: String(error) })
      }
    },
  }
}

/** The digits that the user drew and labelled, stored in the browser. */
export interface BrowserOwnDigits {
  readonly answers: OwnAnswers
  /** Sends them to the worker, before a run starts or continues. */
  sendToWorker(times: number | null): Promise<void>
}

export function createBrowserOwnDigits(request: TrainerClient['request']): BrowserOwnDigits {
  const library = new OwnDigitsLibrary(createBrowserOwnDigitsStore(), (files) => {
    for (const { bytes, name } of files) download(bytes, name)
    return Promise.resolve(files[0] === undefined ? null : { fileName: files[0].name })
  })
  return {
    answers: library.answers,
    async sendToWorker(times) {
      // Without access to the storage, training must still work as long as no own digits are added.
      const own = await library.list().catch((error: unknown) => {
        if (times !== null) throw error
        console.warn('own digits cannot be read:', error)
        return NO_OWN_DIGITS
      })
      unwrap(await request('dataset.own', { ...own, times }))
    },
  }
}
