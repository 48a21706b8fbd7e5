import type { RunBlobName, RunBlobs, RunRecord } from './record'

/** The contents of the store. */
export interface StoredRuns {
  /** In no particular order; without those in the bin. */
  readonly records: readonly RunRecord[]
  /** The number of runs that cannot be read; they are left alone. */
  readonly damaged: number
}

/**
 * Where runs are stored: a folder on the desktop, IndexedDB in a browser. RunLibrary is its only user and makes one call
 * after another.
 */
export interface RunStore {
  /** Reads the list, repairs what an interrupted write left behind, and deletes runs older than BIN_MS from the bin. */
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

/** How long runs stay in the bin, in milliseconds. */
export const BIN_MS = 7 * 24 * 3600 * 1000
