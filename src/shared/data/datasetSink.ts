import type { KnownSet, SetId } from './catalogue'
import type { DatasetSource } from './dataset'
import type { IdxPart } from './idx'
import type { Split, SplitSize } from './split'

/** Progress of loading a dataset; `total` 0 = unknown. */
export interface DatasetProgress {
  readonly stage: 'reading' | 'sample'
  /** Bytes of IDX data read so far, of all four files. */
  readonly done: number
  readonly total: number
  /** Name of the file being read. */
  readonly file: string
}

/** Name, source and shape of a dataset, sent once all headers are read and valid. */
export interface DatasetShape {
  readonly name: string
  readonly source: DatasetSource
  readonly classes: number
  readonly set?: SetId
  readonly classNames?: readonly string[]
  readonly train: SplitSize
  readonly test: SplitSize
}

/** Receives a dataset in order: `begin` once, then the chunks of train images, train labels, test images, test labels. */
export interface DatasetSink {
  /** Set by a sink that keeps no chunk: all chunks then come in one buffer, because fresh memory is slow. */
  readonly reusesBuffer?: boolean
  begin(shape: DatasetShape): void | Promise<void>
  /**
   * @param bytes - no IDX header; at most 4 MiB, in a new buffer that the sink may keep or transfer, unless it
   *   {@link reusesBuffer}
   */
  chunk(split: Split, part: IdxPart, bytes: Uint8Array): void | Promise<void>
}

export interface ReadOptions {
  readonly source?: DatasetSource
  /** Names of the files that the user picked: if the folder holds several sets, the one with these files is read. */
  readonly wanted?: readonly string[]
  readonly onProgress?: (progress: DatasetProgress) => void
  /** An AbortSignal, or anything with its `aborted`. */
  readonly signal?: { readonly aborted: boolean }
}

/** Largest chunk. */
export const CHUNK_BYTES = 4 * 1024 * 1024
/** Largest chunk in a reused buffer: small enough for the processor's cache. */
export const REUSED_BUFFER_BYTES = 256 * 1024

/** The shape of a dataset, for the reader's sink and caller. */
export function shapeOf(
  name: string,
  { id, classNames }: Pick<KnownSet, 'id' | 'classNames'>,
  { source = 'folder' }: ReadOptions,
  sizes: Pick<DatasetShape, 'train' | 'test'>,
): DatasetShape {
  const { train, test } = sizes
  return { name, source, classes: classNames.length, set: id, classNames, train, test }
}
