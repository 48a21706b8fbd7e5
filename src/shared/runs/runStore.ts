import type { RunBlobName, RunBlobs, RunRecord } from './record'

/** What was found in the store. */
export interface StoredRuns {
  /** In no particular order; without those in the bin. */
  readonly records: readonly RunRecord[]
  /** Runs that are there and cannot be read; they stay where they are. */
  readonly damaged: number
}

/**
 * Where runs are kept: a folder on the desktop, IndexedDB in a browser. The keeper (runLibrary.ts) is its only user and
 * makes one call after another.
 */
export interface RunStore {
  /** Reads the list, mends what an interrupted write left, and empties the bin of what has lain there for long. */
  open(): Promise<StoredRuns>
  /** Writes a run with its parts; replaces the older version only when everything is written. @throws FILE_WRITE_FAILED */
  save(record: RunRecord, blobs: RunBlobs): Promise<void>
  /** Writes the record alone. @throws FILE_WRITE_FAILED */
  saveRecord(record: RunRecord): Promise<void>
  /** @throws RUN_DAMAGED when the part is missing */
  blob(id: string, name: RunBlobName): Promise<Uint8Array>
  /** Moves a run to the bin. @throws FILE_WRITE_FAILED */
  remove(id: string): Promise<void>
  /** Takes it out of the bin. @throws RUN_UNKNOWN when it is no longer there */
  restore(id: string): Promise<RunRecord>
}

/** Runs in the bin are kept so long, in milliseconds. */
export const BIN_MS = 7 * 24 * 3600 * 1000
