import type { ErrorCode } from '../../core/errors'
import type { RunPart } from '../../core/errorDetails'
import type { FileKind } from '../../core/sniff'
import type { trainingWords as zhTrainingWords } from '../zh-CN/errors'

/** One clear message per error: what was expected, what was found, what to do. */
export const errors: Record<ErrorCode, string> = {
  DATA_FOLDER_UNREADABLE:
    'The folder “{folder}” cannot be read ({reason}). Check that it exists and that you have permission to read it, or choose another folder.',
  DATA_FOLDER_EMPTY:
    'The folder “{folder}” is empty. It should contain the four MNIST files (train-images, train-labels, t10k-images, t10k-labels; .gz or unpacked). Choose another folder.',
  DATA_CHOICE_EMPTY:
    'The folder you chose is empty. It should contain the four MNIST files (train-images, train-labels, t10k-images, t10k-labels; .gz or unpacked). Choose another folder.',
  DATA_FILE_MISSING:
    'The folder “{folder}” has no {file} (found: {found}). Put the four MNIST files in one folder and open it again, or open a folder of PNG or JPEG images with one subfolder per class.',
  DATA_WRONG_KIND:
    '{file} should contain {expectedKind} but contains {foundKind}. The names of the image and label files may be swapped; swap them back.',
  DATA_WRONG_MAGIC:
    '{file} is not an IDX file: it should start with {expected} but starts with {found}; it looks like {looksLike}. Download this file again.',
  DATA_TRUNCATED: '{file} is incomplete: expected {expectedBytes} bytes, found {foundBytes}. Download this file again.',
  DATA_TOO_LONG:
    '{file} is too long: its header declares {expectedBytes} bytes, but it has at least {foundBytes}. Download this file again.',
  DATA_NO_IMAGES: '{file} contains no images (the count in its header is 0). Choose another dataset.',
  DATA_COUNTS_DIFFER:
    'The counts differ: {imagesFile} has {imageCount} images, but {labelsFile} has {labelCount} labels. Use files from the same dataset.',
  DATA_IMAGE_SIZE: 'The images in {file} are {rows}×{cols}, not 28×28. Choose a dataset in MNIST format.',
  DATA_LABEL_RANGE: 'Label {index} in {file} is {label}; it should be {min} to {max}. Download this file again.',
  DATA_GZIP_BROKEN: '{file} cannot be unpacked with gzip ({reason}). Download this file again.',
  DATA_TOO_LARGE:
    '{file} unpacks to more than {limitMegabytes} MB, far more than MNIST. Reading stopped before memory ran out. Choose another file.',
  DATA_SEVERAL_FOLDERS: 'The folder “{folder}” contains more than one dataset: {folders}. Open one of them.',
  DATA_NAMES_NOT_TEXT:
    '{file} should be UTF-8 text with one class name per line, but it is not UTF-8. Save it as UTF-8 or delete it, then open the folder again.',
  DATA_NAMES_COUNT:
    '{file} should have {min} to {max} class names, one per line, but has {found}. Fix or delete it, then open the folder again.',
  DATA_NAMES_LINE:
    'Line {line} of {file} should be a unique class name, but it is blank, longer than {max} characters or repeats an earlier line. Fix it, then open the folder again.',
  DATA_PNG_LOOSE:
    'The folder “{folder}” has {count} images directly in it, so their classes are unknown. Make one subfolder per class (0, 1, 2, …) and open it again.',
  DATA_PNG_ONLY:
    'The folder “{folder}” contains {file}, but only PNG and JPEG can be read. Convert it to PNG, or remove it, and open the folder again.',
  DATA_PNG_BROKEN: '{file} cannot be decoded as PNG or JPEG ({reason}). Fix or delete this image.',
  DATA_PNG_TOO_LARGE: '{file} is too large: neither side may exceed {side} pixels. Shrink this image.',
  DATA_ONE_CLASS: 'The folder “{folder}” has only one class ({class}). At least two are needed, one subfolder each.',
  DATA_TOO_MANY_CLASSES:
    'The folder “{folder}” has {found} classes; the limit is {max}. Use fewer classes, or check that this is the right folder.',
  DATA_CLASSES_DIFFER:
    'The test data in the folder “{folder}” has classes that the training data lacks: {classes}. Make the two match.',
  DATA_TOO_FEW_IMAGES:
    'The folder “{folder}” has too few images ({found}): training and test need at least one each. Add some and open it again.',
  DOWNLOAD_OFFLINE:
    'No mirror could be reached, so {file} was not downloaded ({attempts}). Check your network and try again; what has been downloaded is kept. Without a network, use the built-in sample.',
  DOWNLOAD_BLOCKED:
    'Every mirror refused to serve {file} ({attempts}). Your network may be blocking them: try another network or a proxy, or download the four files yourself and open their folder.',
  DOWNLOAD_CHECKSUM:
    'The downloaded {file} is not the MNIST file: checksum mismatch ({attempts}). It was deleted; try again later or on another network.',
  DOWNLOAD_FAILED:
    '{file} could not be downloaded completely ({attempts}). Try again; the download resumes where it stopped.',
  HYPERPARAMETER_INVALID: '“{field}” must be between {min} and {max}, not {value}. Correct it, then start.',
  HYPERPARAMETER_NOT_WHOLE:
    '“{field}” must be a whole number between {min} and {max}, not {value}. Correct it, then start.',
  HYPERPARAMETER_CHOICE: '“{field}” must be one of {options}, not {value}. Correct it, then start.',
  TRAINING_NO_DATA: 'No dataset is loaded. Open an MNIST folder or use the built-in sample.',
  TRAINING_WRONG_STATE: 'Cannot {command}: {state}.',
  TRAINER_CRASHED:
    'The trainer quit unexpectedly ({reason}). The window and your settings are not affected; training can be restored from the last checkpoint, with the same results as without the interruption.',
  WEIGHTS_NONE: 'There are no weights yet. Train first, or import an .npz file.',
  WEIGHTS_NOT_NPZ:
    '{file} is not an .npz weights file; it looks like {looksLike}. Choose a file saved by this program or by numpy.savez.',
  WEIGHTS_BROKEN: '{file} is damaged ({reason}). Export the weights again, or download the file again.',
  WEIGHTS_TOO_LARGE:
    'An array in {file} unpacks to more than {limitMegabytes} MB, which a two-layer network never needs. Reading stopped before memory ran out. Choose another file.',
  WEIGHTS_ARRAY_MISSING:
    '{file} has no array {array} (found: {found}). It should have the four arrays W1, b1, W2 and b2.',
  WEIGHTS_SHAPE:
    '{array} in {file} has shape {found}; it should be {expected}. Choose the weights of a two-layer network.',
  WEIGHTS_CLASSES:
    'The network in {file} has {found} outputs; it should have {min} to {max}. Choose weights with a number of classes in that range.',
  WEIGHTS_DTYPE: '{array} in {file} has type {found}; it should be float32 or float64. Save it again with numpy.savez.',
  WEIGHTS_NOT_FINITE:
    '{array} in {file} contains NaN or infinity and cannot be used. Choose weights from a run that did not diverge.',
  COMPARISON_CLASSES:
    'These weights have {found} classes, but the current weights have {expected}, so they cannot be compared. Choose weights with {expected} classes.',
  RUN_UNKNOWN: 'This run no longer exists; the list will refresh. Choose another one.',
  RUN_DAMAGED:
    'The {part} of this run cannot be read ({reason}). Other runs are not affected. Choose another one, or train again with the same settings.',
  RUN_OTHER_DATA:
    'This run was trained on “{wanted}” ({wantedCount} training images), but “{loaded}” ({loadedCount}) is open. Open the original dataset first, then resume.',
  RUN_NOTHING_LEFT:
    'This run has completed all {iterations} iterations, so it cannot be resumed. Increase the number of iterations and train again.',
  OWN_DIGITS_FULL: 'My digits is full ({limit}). Export and delete some before you add more.',
  HANDWRITING_NO_DIGITS:
    '“Ways of writing” fits datasets of digits with 28×28 pixels only; the classes of this dataset do not include 0 to 9. Set it to 0, or choose a dataset of digits.',
  DRAWINGS_INVALID:
    '{file} is not a file of drawings: {at}: {reason}. It should have a list “digits”, one [source, writer, label, [[x0, y0, x1, y1, …], …]] for each drawing.',
  DRAWING_NO_INK:
    'No digit was found in “{file}”: nothing in it is clearly darker or lighter than the background. Try a picture with clear strokes on a plain background.',
  DRAWING_NO_PICTURE: '“{file}” is not a picture that can be opened ({reason}). Use a PNG, JPEG or WebP picture.',
  SETTINGS_CODE_INVALID:
    '“{text}” is not a settings code; codes start with ds1:, for example ds1:h100-l0.2. Copy the whole code and try again.',
  FILE_READ_FAILED: '{file} cannot be read ({reason}). Check that it exists and that you have permission to read it.',
  FILE_WRITE_FAILED:
    '{file} cannot be written ({reason}). Choose a location where you have write permission and enough space.',
  DISK_FULL:
    '{file} was not saved: the disk is full and {neededBytes} is needed. Free some space or choose another location; what was saved before is unchanged.',
  SIMD_UNAVAILABLE:
    'WebAssembly has no SIMD on this machine; using the float64 engine instead, just as accurate but slower.',
  BAD_REQUEST:
    'The request “{channel}” was invalid ({reason}). This is a bug in the program; please copy the details and report it.',
  INTERNAL:
    'An internal error occurred ({reason}). Your results are not affected; please copy the details and report it.',
}

/** Words that fill {looksLike}, {expectedKind} and {foundKind} of the messages above. */
export const fileKinds: Record<FileKind, string> = {
  images: 'images',
  labels: 'labels',
  html: 'an HTML page (perhaps a downloaded error page)',
  xml: 'an XML document (perhaps an error message from the server)',
  lfs: 'a Git LFS pointer (the actual file has not been pulled)',
  zip: 'a ZIP archive',
  png: 'a PNG image',
  jpeg: 'a JPEG image',
  pdf: 'a PDF document',
  gzip: 'a gzip file',
  gzipTwice: 'a gzip file (compressed twice)',
  npy: 'a NumPy .npy file',
  pickle: 'a Python pickle (opening one runs code, so it is not read; save it in Python with numpy.savez)',
  json: 'JSON text',
  text: 'plain text',
  empty: 'an empty file',
  idx: 'an IDX file of another type',
  unknown: 'an unknown format',
}

/** Words that fill {part} of RUN_DAMAGED. */
export const runParts: Record<RunPart, string> = {
  record: 'summary',
  curves: 'curves',
  weights: 'weights',
  checkpoint: 'checkpoint',
}

/** Words that fill {command} and {state} of TRAINING_WRONG_STATE. */
export const trainingWords: typeof zhTrainingWords = {
  start: 'start a new run',
  resume: 'resume',
  pause: 'pause',
  step: 'step',
  stop: 'stop',
  learningRate: 'change the learning rate',
  restoreBest: 'restore the best weights',
  continueFromStable: 'resume from the last good snapshot',
  lengthen: 'train longer',
  checkpoint: 'save a checkpoint',
  import: 'import weights',
  idle: 'training has not started',
  running: 'training is running',
  paused: 'training is paused',
  ended: 'training has ended',
}
