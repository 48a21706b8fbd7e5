import type { FileKind } from './sniff'

/** File-system errors that messages explain; Node uses these names on every system. */
export const SYSTEM_FAULTS = [
  'ENOENT',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENOTEMPTY',
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EBUSY',
  'EMFILE',
  'EIO',
  'ENAMETOOLONG',
  'ELOOP',
] as const

/** What is wrong with a compressed or packed file. */
export type FileFault =
  'cutOff' | 'trailing' | 'checksum' | 'garbled' | 'encrypted' | 'header' | 'length' | 'method' | 'duplicate'

/** A reason that i18n `reasons` translates. */
export type KnownReason = (typeof SYSTEM_FAULTS)[number] | FileFault

/** A known reason, else the untranslated message of a system or library. */
export type Reason = KnownReason | (string & Record<never, never>)

/** Commands of a training run. */
export type TrainingCommand =
  | 'start'
  | 'resume'
  | 'pause'
  | 'step'
  | 'stop'
  | 'learningRate'
  | 'restoreBest'
  | 'continueFromStable'
  | 'lengthen'
  | 'checkpoint'
  | 'import'

/** A part of a saved run. */
export type RunPart = 'record' | 'curves' | 'weights' | 'checkpoint'

type None = Readonly<Record<never, never>>
interface WrongNumber {
  /** Name of a hyperparameter. */
  readonly field: string
  readonly value: string | number
  readonly min: number
  readonly max: number
}

/**
 * Every way a request can fail, with the values that its message shows. A field has the same meaning in every code, because
 * i18n/messages.ts translates values by field name; names of files and text from users stay unchanged. Lists are joined as
 * the language requires.
 */
export interface ErrorDetails {
  // dataset folder and IDX files
  DATA_FOLDER_UNREADABLE: { readonly folder: string; readonly reason: Reason }
  DATA_FOLDER_EMPTY: { readonly folder: string }
  /** A folder whose name the browser does not reveal. */
  DATA_CHOICE_EMPTY: None
  DATA_FILE_MISSING: { readonly folder: string; readonly file: readonly string[]; readonly found: readonly string[] }
  DATA_WRONG_KIND: {
    readonly file: string
    readonly expectedKind: 'images' | 'labels'
    readonly foundKind: 'images' | 'labels'
  }
  /** expected and found in hexadecimal */
  DATA_WRONG_MAGIC: {
    readonly file: string
    readonly expected: string
    readonly found: string
    readonly looksLike: FileKind
  }
  DATA_TRUNCATED: { readonly file: string; readonly expectedBytes: number; readonly foundBytes: number }
  DATA_TOO_LONG: { readonly file: string; readonly expectedBytes: number; readonly foundBytes: number }
  DATA_NO_IMAGES: { readonly file: string }
  DATA_COUNTS_DIFFER: {
    readonly imagesFile: string
    readonly imageCount: number
    readonly labelsFile: string
    readonly labelCount: number
  }
  DATA_IMAGE_SIZE: { readonly file: string; readonly rows: number; readonly cols: number }
  DATA_LABEL_RANGE: {
    readonly file: string
    /** 1-based */
    readonly index: number
    readonly label: number
    readonly min: number
    readonly max: number
  }
  DATA_GZIP_BROKEN: { readonly file: string; readonly reason: Reason }
  DATA_TOO_LARGE: { readonly file: string; readonly limitMegabytes: number }
  DATA_SEVERAL_FOLDERS: { readonly folder: string; readonly folders: readonly string[] }
  // class names of IDX files
  DATA_NAMES_NOT_TEXT: { readonly file: string }
  DATA_NAMES_COUNT: { readonly file: string; readonly found: number; readonly min: number; readonly max: number }
  DATA_NAMES_LINE: { readonly file: string; readonly line: number; readonly max: number }
  // folders of PNG files, one per class
  DATA_PNG_LOOSE: { readonly folder: string; readonly count: number }
  DATA_PNG_ONLY: { readonly folder: string; readonly file: string }
  DATA_PNG_BROKEN: { readonly file: string; readonly reason: Reason }
  DATA_PNG_TOO_LARGE: { readonly file: string; readonly side: number }
  DATA_ONE_CLASS: { readonly folder: string; readonly class: string }
  DATA_TOO_MANY_CLASSES: { readonly folder: string; readonly found: number; readonly max: number }
  DATA_CLASSES_DIFFER: { readonly folder: string; readonly classes: readonly string[] }
  DATA_TOO_FEW_IMAGES: { readonly folder: string; readonly found: number }
  // download; attempts = one reason per mirror
  DOWNLOAD_OFFLINE: { readonly file: string; readonly attempts: readonly string[] }
  DOWNLOAD_BLOCKED: { readonly file: string; readonly attempts: readonly string[] }
  DOWNLOAD_CHECKSUM: { readonly file: string; readonly attempts: readonly string[] }
  DOWNLOAD_FAILED: { readonly file: string; readonly attempts: readonly string[] }
  // hyperparameters and training
  HYPERPARAMETER_INVALID: WrongNumber
  HYPERPARAMETER_NOT_WHOLE: WrongNumber
  HYPERPARAMETER_CHOICE: {
    readonly field: string
    readonly value: string | number
    readonly options: readonly string[]
  }
  TRAINING_NO_DATA: None
  TRAINING_WRONG_STATE: {
    readonly command: TrainingCommand
    readonly state: 'idle' | 'running' | 'paused' | 'ended'
  }
  TRAINER_CRASHED: { readonly reason: Reason }
  // weights
  WEIGHTS_NONE: None
  WEIGHTS_NOT_NPZ: { readonly file: string; readonly looksLike: FileKind }
  /** array: the damaged array; absent when the file itself is damaged */
  WEIGHTS_BROKEN: { readonly file: string; readonly array?: string; readonly reason: FileFault }
  WEIGHTS_TOO_LARGE: { readonly file: string; readonly limitMegabytes: number }
  WEIGHTS_ARRAY_MISSING: { readonly file: string; readonly array: string; readonly found: readonly string[] }
  /** Shapes as Python writes them. */
  WEIGHTS_SHAPE: { readonly file: string; readonly array: string; readonly expected: string; readonly found: string }
  WEIGHTS_CLASSES: { readonly file: string; readonly found: number; readonly min: number; readonly max: number }
  /** found: NumPy's name of the type */
  WEIGHTS_DTYPE: { readonly file: string; readonly array: string; readonly found: string }
  WEIGHTS_NOT_FINITE: { readonly file: string; readonly array: string }
  COMPARISON_CLASSES: { readonly found: number; readonly expected: number }
  // runs
  RUN_UNKNOWN: None
  RUN_DAMAGED: { readonly part: RunPart; readonly reason: Reason }
  /** Names of datasets; null = the built-in sample, whose name depends on the language. */
  RUN_OTHER_DATA: {
    readonly wanted: string | null
    readonly wantedCount: number
    readonly loaded: string | null
    readonly loadedCount: number
  }
  RUN_NOTHING_LEFT: { readonly iterations: number }
  /** The text, or the part of it, that is not a settings code. */
  SETTINGS_CODE_INVALID: { readonly text: string }
  // own digits
  OWN_DIGITS_FULL: { readonly limit: number }
  /** at: path in the file, such as `digits.3.2` */
  DRAWINGS_INVALID: { readonly file: string; readonly at: string; readonly reason: Reason }
  HANDWRITING_NO_DIGITS: None
  DRAWING_NO_INK: { readonly file: string }
  DRAWING_NO_PICTURE: { readonly file: string; readonly reason: Reason }
  // files and the rest
  FILE_READ_FAILED: { readonly file: string; readonly reason: Reason }
  FILE_WRITE_FAILED: { readonly file: string; readonly reason: Reason }
  DISK_FULL: { readonly file: string; readonly neededBytes: number }
  SIMD_UNAVAILABLE: None
  BAD_REQUEST: { readonly channel: string; readonly reason: Reason }
  INTERNAL: { readonly reason: Reason }
}
