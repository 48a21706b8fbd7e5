import type { KnownSet, SetId } from './catalogue'
import type { DatasetSource } from './dataset'
import type { IdxPart } from './idx'
import type { Split, SplitSize } from './split'

/** How far a dataset load is; `total` 0 = unknown. */
export interface DatasetProgress {
  readonly stage: 'reading' | 'sample'
  /** Bytes of IDX data read so far, of all four files. */
  readonly done: number
  readonly total: number
  /** Name of the file being read. */
  readonly file: string
}

/** Name, source and shape of a dataset whose four headers were read and found in order. */
export interface DatasetShape {
  readonly name: string
  readonly source: DatasetSource
  readonly classes: number
  readonly set?: SetId
  readonly classNames?: readonly string[]
  readonly train: SplitSize
  readonly test: SplitSize
}

/** Takes a dataset in, in order: `begin` once, then the chunks of train images, train labels, test images, test labels. */
export interface DatasetSink {
  /** Set by a sink that keeps no chunk: it gets the same buffer again and again, for memory never touched before is slow. */
  readonly reusesBuffer?: boolean
  begin(shape: DatasetShape): void | Promise<void>
  /**
   * @param bytes - no IDX header; at most 4 MiB, in a buffer of its own that the sink may keep or transfer, unless it
   *   {@link reusesBuffer}
   */
  chunk(split: Split, part: IdxPart, bytes: Uint8Array): void | Promise<void>
}

export interface ReadOptions {
  readonly source?: DatasetSource
  /** Names of files that the person picked: where the folder holds several sets, theirs is read. */
  readonly wanted?: readonly string[]
  readonly onProgress?: (progress: DatasetProgress) => void
  /** An AbortSignal, or anything with its `aborted`. */
  readonly signal?: { readonly aborted: boolean }
}

/** Pieces are this long at most. */
export const CHUNK_BYTES = 4 * 1024 * 1024
/** And this long where one buffer is used for all: small enough for the processor's cache. */
export const REUSED_BUFFER_BYTES = 256 * 1024

/** What a reader knows of a dataset once it has read the headers; its sink and its caller get it. */
export function shapeOf(
  name: string,
  { id, classNames }: Pick<KnownSet, 'id' | 'classNames'>,
  { source = 'folder' }: ReadOptions,
  sizes: Pick<DatasetShape, 'train' | 'test'>,
): DatasetShape {
  const { train, test } = sizes
  return { name, source, classes: classNames.length, set: id, classNames, train, test }
}
