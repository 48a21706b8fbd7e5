import { mkdir, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { removeTemporaryFiles, replaceFile, replaceFiles } from '../node/atomicFile'
import { isMissing, reasonOf } from '../node/fsErrors'
import { StudioError } from '../shared/core/errors'
import { isRunId } from '../shared/runs/record'
import type { RunBlobName, RunBlobs, RunRecord } from '../shared/runs/record'
import { parseRunRecord } from '../shared/runs/schema'
import { BIN_MS } from '../shared/runs/runStore'
import type { RunStore, StoredRuns } from '../shared/runs/runStore'
import { readIndex, writeIndex } from './runStoreIndex'

const FILES: Readonly<Record<RunBlobName, string>> = {
  curves: 'curves.bin',
  weights: 'weights.npz',
  checkpoint: 'checkpoint.bin',
}
const BLOBS = ['curves', 'weights', 'checkpoint'] as const
const RECORD = 'record.json'
const BIN = '.bin'

/** Runs work on files; errors of the disk become FILE_WRITE_FAILED without a path. */
async function writing<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError('FILE_WRITE_FAILED', { file, reason: reasonOf(error) })
  }
}

/**
 * Runs as folders: `runs/<id>/` with record.json, curves.bin, weights.npz and checkpoint.bin, and `runs/index.json` with all
 * records, so that the list opens with one read. The files of a save are all written before the first of the old ones is
 * replaced; the record comes last, so a folder without one is an interrupted first save. The index is a cache: records newer
 * than it are read again.
 * @param folder - created if missing
 * @param now - the wall clock, milliseconds
 */
export function createRunStore(folder: string, now: () => number = Date.now): RunStore {
  const records = new Map<string, RunRecord>()
  const place = (id: string): string => join(folder, id)

  const saveIndex = (): Promise<void> => writeIndex(folder, [...records.values()])

  async function saveRecord(record: RunRecord): Promise<void> {
    await writing(RECORD, async () => {
      // The folder is not created here: a run in the bin has none and must not get one with only a record.
      await replaceFile(join(place(record.id), RECORD), JSON.stringify(record))
      records.set(record.id, record)
      await saveIndex()
    })
  }

  /** @returns null when the folder holds no run, 'damaged' when it holds one that cannot be read */
  async function readRecord(id: string): Promise<RunRecord | 'damaged' | null> {
    let text: string
    try {
      text = await readFile(join(place(id), RECORD), 'utf8')
    } catch (error) {
      if (isMissing(error)) return null
      console.error(`run ${id}: ${reasonOf(error)}`)
      return 'damaged'
    }
    try {
      const record = parseRunRecord(text)
      return record.id === id ? record : 'damaged'
    } catch (error) {
      console.error(`run ${id}:`, error)
      return 'damaged'
    }
  }

  async function open(): Promise<StoredRuns> {
    await writing('runs', async () => {
      await mkdir(join(folder, BIN), { recursive: true })
      await removeTemporaryFiles(folder)
    })
    const index = await readIndex(folder)
    const entries = await readdir(folder, { withFileTypes: true })
    const ids = entries.filter((entry) => entry.isDirectory() && isRunId(entry.name)).map((entry) => entry.name)
    let damaged = 0
    let stale = index.records.size !== ids.length
    records.clear()
    await Promise.all(
      ids.map(async (id) => {
        const known = index.records.get(id)
        await removeTemporaryFiles(place(id))
        if (known !== undefined && (await isOlder(join(place(id), RECORD), index.writtenMs))) {
          records.set(id, known)
          return
        }
        stale = true
        const record = await readRecord(id)
        if (record === 'damaged') damaged += 1
        else if (record !== null) records.set(id, record)
        // An interrupted first save has nothing to show or to continue.
        else await rm(place(id), { recursive: true, force: true })
      }),
    )
    if (stale) await saveIndex()
    await emptyBin()
    return { records: [...records.values()], damaged }
  }

  async function emptyBin(): Promise<void> {
    for (const id of await readdir(join(folder, BIN))) {
      const path = join(folder, BIN, id)
      const { mtimeMs } = await stat(path)
      if (now() - mtimeMs > BIN_MS) await rm(path, { recursive: true, force: true })
    }
  }

  return {
    open,
    async save(record: RunRecord, blobs: RunBlobs) {
      await writing(RECORD, async () => {
        await mkdir(place(record.id), { recursive: true })
        await replaceFiles([
          ...BLOBS.map((name) => ({ path: join(place(record.id), FILES[name]), content: blobs[name] })),
          { path: join(place(record.id), RECORD), content: JSON.stringify(record) },
        ])
        records.set(record.id, record)
        await saveIndex()
      })
    },
    saveRecord,
    async blob(id, name) {
      try {
        return new Uint8Array(await readFile(join(place(id), FILES[name])))
      } catch (error) {
        throw new StudioError('RUN_DAMAGED', { part: name, reason: reasonOf(error) })
      }
    },
    remove: (id) =>
      writing(id, async () => {
        const bin = join(folder, BIN, id)
        await rm(bin, { recursive: true, force: true })
        await rename(place(id), bin)
        // The age in the bin counts from now.
        await utimes(bin, now() / 1000, now() / 1000)
        records.delete(id)
        await saveIndex()
      }),
    restore: (id) =>
      writing(id, async () => {
        try {
          await rename(join(folder, BIN, id), place(id))
        } catch (error) {
          if (isMissing(error)) throw new StudioError('RUN_UNKNOWN')
          throw error
        }
        const record = await readRecord(id)
        if (record === null || record === 'damaged') {
          throw new StudioError('RUN_DAMAGED', { part: 'record', reason: 'garbled' })
        }
        records.set(id, record)
        await saveIndex()
        return record
      }),
  }
}

async function isOlder(path: string, ms: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < ms
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
