/**
 * What reading a dataset needs from its host, so that the same code reads a folder of the disk (src/node) and files
 * picked or dropped in a browser. Names are those of `list`.
 */
export interface FolderReader {
  /** Shown to people and kept as the dataset's name. */
  readonly name: string

  /**
   * @returns the names of the files (no folders) in the folder
   * @throws StudioError DATA_FOLDER_UNREADABLE
   */
  list(): Promise<readonly string[]>

  /**
   * @returns the folders directly in this one, by name; hidden ones (`.git`, `__MACOSX`) are left out
   * @throws StudioError DATA_FOLDER_UNREADABLE
   */
  folders(): Promise<readonly FolderReader[]>

  /**
   * @returns the first `count` bytes as stored, fewer when the file is shorter
   * @throws StudioError FILE_READ_FAILED
   */
  head(file: string, count: number): Promise<Uint8Array>

  /**
   * @returns the file's length as stored, bytes
   * @throws StudioError FILE_READ_FAILED
   */
  size(file: string): Promise<number>

  /**
   * The file's bytes in order, in chunks of any size, gunzipped on the way when `unzip` is set; a chunk is good until the
   * next one is asked for. Must be lazy: the reader stops asking when it has seen too much (a gzip of 10 MB may unpack to
   * 10 GB) and then calls the iterator's `return`, which frees everything.
   * @param wanted - how many bytes the reader will look at, where it is not all; where chunks can be shorter, they are
   * @throws StudioError FILE_READ_FAILED when the file cannot be read; anything else thrown while `unzip` is set counts
   *   as broken gzip, with the error's message as the reason
   */
  bytes(file: string, unzip: boolean, wanted?: number): AsyncIterable<Uint8Array>

  /**
   * @returns a small file as stored
   * @throws StudioError FILE_READ_FAILED, DATA_TOO_LARGE when it has more than `limit` bytes
   */
  whole(file: string, limit: number): Promise<Uint8Array>

  /**
   * @returns SHA-256 of a small file as stored, lower-case hex; null where the host cannot compute it
   * @throws StudioError as {@link whole}
   */
  sha256(file: string): Promise<string | null>
}

/** Files larger than this are no label file of a known set; their checksum is not asked for. */
export const MAX_HASHED_BYTES = 4 * 1024 * 1024

/** Whether a folder's name says that people do not look into it. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX'
