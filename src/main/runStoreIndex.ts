import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../node/atomicFile'
import { isMissing } from '../node/fsErrors'
import type { RunRecord } from '../shared/runs/record'
import { runRecordSchema } from '../shared/runs/schema'

const INDEX = 'index.json'

/** A copy of all records in one file. */
export interface RunIndex {
  readonly records: ReadonlyMap<string, RunRecord>
  /** When it was written, milliseconds; 0 = never. */
  readonly writtenMs: number
}

const EMPTY: RunIndex = { records: new Map(), writtenMs: 0 }

/** Reads the index of a folder. Invalid entries are left out: their records are read instead. */
export async function readIndex(folder: string): Promise<RunIndex> {
  const file = join(folder, INDEX)
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    const entries: unknown = JSON.parse(text)
    const records = new Map<string, RunRecord>()
    for (const entry of Array.isArray(entries) ? entries : []) {
      const { success, data } = runRecordSchema.safeParse(entry)
      if (success) records.set(data.id, data)
    }
    return { records, writtenMs: mtimeMs }
  } catch (error) {
    if (!isMissing(error)) console.error('the index of runs is rebuilt:', error)
    return EMPTY
  }
}

/** Writes the index. */
export async function writeIndex(folder: string, records: readonly RunRecord[]): Promise<void> {
  await replaceFile(join(folder, INDEX), JSON.stringify(records))
}
