/**
 * Every way a request can fail. Each code has one message per language in i18n/{zh-CN,en}/errors.ts that says what was
 * expected, what was found and what to do; `detail` fills its placeholders.
 */
export type ErrorCode =
  // dataset folder and IDX files
  | 'DATA_FOLDER_UNREADABLE' // folder, reason
  | 'DATA_FOLDER_EMPTY' // folder
  | 'DATA_CHOICE_EMPTY' // a folder whose name nothing told
  | 'DATA_FILE_MISSING' // folder, file, found
  | 'DATA_WRONG_KIND' // file, expected ('images' | 'labels'), found
  | 'DATA_WRONG_MAGIC' // file, expected, found (hex), looksLike
  | 'DATA_TRUNCATED' // file, expectedBytes, foundBytes
  | 'DATA_TOO_LONG' // file, expectedBytes, foundBytes
  | 'DATA_NO_IMAGES' // file
  | 'DATA_COUNTS_DIFFER' // imagesFile, imageCount, labelsFile, labelCount
  | 'DATA_IMAGE_SIZE' // file, rows, cols
  | 'DATA_LABEL_RANGE' // file, index, label, min, max
  | 'DATA_GZIP_BROKEN' // file, reason
  | 'DATA_TOO_LARGE' // file, limitMegabytes
  | 'DATA_SEVERAL_FOLDERS' // folder, folders
  // the file that names the classes of IDX files
  | 'DATA_NAMES_NOT_TEXT' // file
  | 'DATA_NAMES_COUNT' // file, found, min, max
  | 'DATA_NAMES_LINE' // file, line, max
  // folders of PNG files, one per class
  | 'DATA_PNG_LOOSE' // folder, count
  | 'DATA_PNG_ONLY' // folder, file
  | 'DATA_PNG_BROKEN' // file, reason
  | 'DATA_PNG_TOO_LARGE' // file, side
  | 'DATA_ONE_CLASS' // folder, class
  | 'DATA_TOO_MANY_CLASSES' // folder, found, max
  | 'DATA_CLASSES_DIFFER' // folder, classes
  | 'DATA_TOO_FEW_IMAGES' // folder, found
  // download; attempts = one reason per mirror
  | 'DOWNLOAD_OFFLINE' // file, attempts
  | 'DOWNLOAD_BLOCKED' // file, attempts
  | 'DOWNLOAD_CHECKSUM' // file, attempts
  | 'DOWNLOAD_FAILED' // file, attempts
  // hyperparameters and training
  | 'HYPERPARAMETER_INVALID' // field, value, min, max
  | 'HYPERPARAMETER_NOT_WHOLE' // field, value, min, max
  | 'HYPERPARAMETER_CHOICE' // field, value, options
  | 'TRAINING_NO_DATA'
  | 'TRAINING_WRONG_STATE' // command, state
  | 'TRAINER_CRASHED' // reason
  // weights
  | 'WEIGHTS_NONE'
  | 'WEIGHTS_NOT_NPZ' // file, looksLike
  | 'WEIGHTS_BROKEN' // file, reason
  | 'WEIGHTS_TOO_LARGE' // file, limitMegabytes
  | 'WEIGHTS_ARRAY_MISSING' // file, array, found
  | 'WEIGHTS_SHAPE' // file, array, expected, found
  | 'WEIGHTS_CLASSES' // file, found, min, max
  | 'WEIGHTS_DTYPE' // file, array, found
  | 'WEIGHTS_NOT_FINITE' // file, array
  | 'COMPARISON_CLASSES' // found, expected
  // runs
  | 'RUN_UNKNOWN'
  | 'RUN_DAMAGED' // part ('record' | 'curves' | 'weights' | 'checkpoint'), reason
  | 'RUN_OTHER_DATA' // wanted, wantedCount, loaded, loadedCount
  | 'RUN_NOTHING_LEFT' // iterations
  | 'SETTINGS_CODE_INVALID' // part
  // own digits
  | 'OWN_DIGITS_FULL' // limit
  | 'DRAWING_NO_INK' // file
  | 'DRAWING_NO_PICTURE' // file, reason
  // files and the rest
  | 'FILE_READ_FAILED' // file, reason
  | 'FILE_WRITE_FAILED' // file, reason
  | 'DISK_FULL' // file, neededBytes
  | 'SIMD_UNAVAILABLE'
  | 'BAD_REQUEST' // channel, reason
  | 'INTERNAL' // reason

/** Values for the placeholders of a message; plain data, so that it crosses process boundaries. */
export type ErrorDetail = Readonly<Record<string, string | number>>

/** The error used inside one process; across a boundary travels a {@link Result}. */
export class StudioError extends Error {
  readonly code: ErrorCode
  readonly detail: ErrorDetail

  /**
   * @param code - what went wrong
   * @param detail - values for the message's placeholders, see the comments at {@link ErrorCode}
   */
  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(`${code} ${JSON.stringify(detail)}`)
    this.name = 'StudioError'
    this.code = code
    this.detail = detail
  }
}
