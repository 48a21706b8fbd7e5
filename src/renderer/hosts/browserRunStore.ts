import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import { StudioError } from '../../shared/core/errors'
import type { RunBlobs, RunRecord } from '../../shared/runs/record'
import { runRecordSchema } from '../../shared/runs/schema'
import { BIN_MS } from '../../shared/runs/runStore'
import type { RunStore, StoredRuns } from '../../shared/runs/runStore'

const NAME = 'digit-studio.runs'
const VERSION = 1

interface Schema extends DBSchema {
  /** By id; `record` is validated when it is read, `deletedAt` (Unix time in milliseconds) is set while it is in the bin. */
  records: { key: string; value: { record: unknown; deletedAt: number | null } }
  /** By id. */
  blobs: { key: string; value: RunBlobs }
}

/** A failure of the storage (private window, full disk) becomes FILE_WRITE_FAILED. */
async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError('FILE_WRITE_FAILED', { file: 'IndexedDB', reason: String(error) })
  }
}

/** Runs in the browser's IndexedDB: record and blobs change in one transaction, so a save is complete or did not happen. */
export function createBrowserRunStore(name = NAME): RunStore {
  let opening: Promise<IDBPDatabase<Schema>> | null = null
  const database = () =>
    (opening ??= openDB<Schema>(name, VERSION, {
      upgrade(db) {
        db.createObjectStore('records')
        db.createObjectStore('blobs')
      },
      // Another tab opens a newer version: it must not wait for this one.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
        opening = null
      },
    }))

  async function emptyBin(): Promise<void> {
    const transaction = (await database()).transaction(['records', 'blobs'], 'readwrite')
    const records = transaction.objectStore('records')
    for (const key of await records.getAllKeys()) {
      const deletedAt = (await records.get(key))?.deletedAt ?? null
      if (deletedAt === null || Date.now() - deletedAt <= BIN_MS) continue
      await records.delete(key)
      await transaction.objectStore('blobs').delete(key)
    }
    await transaction.done
  }

  async function put(id: string, deletedAt: number | null): Promise<unknown> {
    const transaction = (await database()).transaction('records', 'readwrite')
    const entry = await transaction.store.get(id)
    if (entry === undefined) throw new StudioError('RUN_UNKNOWN')
    await transaction.store.put({ ...entry, deletedAt }, id)
    await transaction.done
    return entry.record
  }

  return {
    async open(): Promise<StoredRuns> {
      const entries = await (await database()).getAll('records')
      const kept = entries
        .filter((entry) => entry.deletedAt === null)
        .map((entry) => runRecordSchema.safeParse(entry.record))
      const records = kept.flatMap((parsed) => (parsed.success ? [parsed.data] : []))
      if (entries.some((entry) => entry.deletedAt !== null)) await emptyBin()
      return { records, damaged: kept.length - records.length }
    },
    save: (record: RunRecord, blobs: RunBlobs) =>
      writing(async () => {
        const transaction = (await database()).transaction(['records', 'blobs'], 'readwrite')
        await Promise.all([
          transaction.objectStore('records').put({ record, deletedAt: null }, record.id),
          transaction.objectStore('blobs').put(blobs, record.id),
          transaction.done,
        ])
      }),
    saveRecord: (record) =>
      writing(async () => void (await (await database()).put('records', { record, deletedAt: null }, record.id))),
    async blob(id, part) {
      const bytes = (await (await database()).get('blobs', id))?.[part]
      if (!(bytes instanceof Uint8Array)) throw new StudioError('RUN_DAMAGED', { part, reason: 'ENOENT' })
      return bytes
    },
    remove: (id) => writing(async () => void (await put(id, Date.now()))),
    restore: (id) => writing(async () => runRecordSchema.parse(await put(id, null))),
  }
}
