/**
 * A folder as the dataset readers see it: on disk (src/node), or files picked or dropped in a browser. File names are those
 * of `list`.
 */
export interface FolderReader {
  /** Becomes the dataset's name. */
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
   * The file's bytes in order, in chunks of any size, gunzipped when `unzip` is set; a chunk is valid until the next one is
   * requested. Must be lazy: a reader that has seen too much (a gzip of 10 MB may unpack to 10 GB) calls the iterator's
   * `return`, which frees everything.
   * @param wanted - number of bytes that the reader needs, if not all: a hint to use smaller chunks
   * @param stored - leading bytes of the stored file to use, if not all: what is behind them is ignored
   * @throws StudioError FILE_READ_FAILED when the file cannot be read; anything else thrown while `unzip` is set counts
   *   as broken gzip, with the error's message as the reason
   */
  bytes(file: string, unzip: boolean, wanted?: number, stored?: number): AsyncIterable<Uint8Array>

  /**
   * @returns the last `count` bytes as stored, fewer when the file is shorter
   * @throws StudioError FILE_READ_FAILED
   */
  tail(file: string, count: number): Promise<Uint8Array>

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

/** Label files of known sets are smaller; the checksum of larger files is not computed. */
export const MAX_HASHED_BYTES = 4 * 1024 * 1024

/** Whether a folder is hidden. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX'
