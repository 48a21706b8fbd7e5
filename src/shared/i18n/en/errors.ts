import type { ErrorCode } from '../../core/errors'
import type { RunPart } from '../../core/errorDetails'
import type { FileKind } from '../../core/sniff'
import type { trainingWords as zhTrainingWords } from '../zh-CN/errors'

/** One clear message per error: what was expected, what was found, what to do. */
export const errors: Record<ErrorCode, string> = {
  DATA_FOLDER_UNREADABLE:
    'The folder “{folder}” cannot be read ({reason}). Check that it exists and that you may read it, or choose another.',
  DATA_FOLDER_EMPTY:
    'The folder “{folder}” is empty. It should hold the four MNIST files (train-images, train-labels, t10k-images, t10k-labels; .gz or unpacked). Choose another folder.',
  DATA_CHOICE_EMPTY:
    'The folder you chose is empty. It should hold the four MNIST files (train-images, train-labels, t10k-images, t10k-labels; .gz or unpacked). Choose another folder.',
  DATA_FILE_MISSING:
    '{file} is missing from the folder “{folder}” (found: {found}). Put the four MNIST files into one folder and open it again; a folder of PNG images with one subfolder per class will do too.',
  DATA_WRONG_KIND:
    '{file} should hold {expectedKind} but holds {foundKind}. The image and label files seem to have swapped names; change them back.',
  DATA_WRONG_MAGIC:
    '{file} is not an IDX file: it should start with {expected} but starts with {found}, which looks like {looksLike}. Download this file again.',
  DATA_TRUNCATED: '{file} is incomplete: {expectedBytes} bytes expected, {foundBytes} found. Download this file again.',
  DATA_TOO_LONG:
    '{file} is too long: its header announces {expectedBytes} bytes, it holds more (at least {foundBytes}). Download this file again.',
  DATA_NO_IMAGES: '{file} holds no image at all (its header says 0). Choose another dataset.',
  DATA_COUNTS_DIFFER:
    'The counts differ: {imagesFile} holds {imageCount} images, {labelsFile} holds {labelCount} labels. Use files of one set.',
  DATA_IMAGE_SIZE: 'The images of {file} are {rows}×{cols}; 28×28 is expected. Choose a dataset in the MNIST format.',
  DATA_LABEL_RANGE: 'Label number {index} of {file} is {label}; {min} to {max} is expected. Download this file again.',
  DATA_GZIP_BROKEN: 'The gzip compression of {file} is damaged ({reason}). Download this file again.',
  DATA_TOO_LARGE:
    '{file} unpacks to more than {limitMegabytes} MB, which is not like MNIST. Reading was stopped to protect the memory; choose another file.',
  DATA_SEVERAL_FOLDERS: 'The folder “{folder}” holds more than one dataset: {folders}. Open one of them.',
  DATA_NAMES_NOT_TEXT:
    '{file} should be UTF-8 text with one class name per line, but it is not. Save it as UTF-8 or remove it, then open the folder again.',
  DATA_NAMES_COUNT:
    '{file} should name {min} to {max} classes, one per line; it names {found}. Mend or remove it, then open the folder again.',
  DATA_NAMES_LINE:
    'Line {line} of {file} should be a class name of its own, but it is blank, longer than {max} characters or the same as a line above. Mend it, then open the folder again.',
  DATA_PNG_LOOSE:
    '{count} PNG files lie directly in the folder “{folder}”, so their classes are unknown. Make one subfolder per class (0, 1, 2, …) and open it again.',
  DATA_PNG_ONLY:
    'The folder “{folder}” holds {file}, but only PNG is read. Convert the images to PNG and open it again.',
  DATA_PNG_BROKEN: '{file} cannot be decoded as PNG ({reason}). Mend or remove this image.',
  DATA_PNG_TOO_LARGE: '{file} is too large: neither side should exceed {side} pixels. Make this image smaller.',
  DATA_ONE_CLASS: 'The folder “{folder}” holds one class only ({class}). At least two are needed, one subfolder each.',
  DATA_TOO_MANY_CLASSES:
    'The folder “{folder}” holds {found} classes; {max} is the limit. Use fewer, or check that it is the right folder.',
  DATA_CLASSES_DIFFER:
    'The test data of the folder “{folder}” has classes that the training data lacks: {classes}. Make both sides the same.',
  DATA_TOO_FEW_IMAGES:
    'The folder “{folder}” holds too few images ({found}): training and test need one each at least. Add some and open it again.',
  DOWNLOAD_OFFLINE:
    'No mirror could be reached, so {file} was not downloaded ({attempts}). Check the network and try again; what has arrived is kept. Without a network, use the built-in sample.',
  DOWNLOAD_BLOCKED:
    'Every mirror refused {file} ({attempts}). This network may block them: try another network or proxy, or download the four files yourself and open their folder.',
  DOWNLOAD_CHECKSUM:
    'What arrived as {file} is not MNIST: its checksum is wrong ({attempts}). It was deleted; try again later or on another network.',
  DOWNLOAD_FAILED: '{file} could not be downloaded completely ({attempts}). Try again; it goes on where it broke off.',
  HYPERPARAMETER_INVALID: '“{field}” should lie between {min} and {max}; {value} was given. Correct it, then start.',
  HYPERPARAMETER_NOT_WHOLE:
    '“{field}” should be a whole number between {min} and {max}; {value} was given. Correct it, then start.',
  HYPERPARAMETER_CHOICE: '“{field}” should be one of {options}; {value} was given. Correct it, then start.',
  TRAINING_NO_DATA: 'There is no dataset yet. Open an MNIST folder or use the built-in sample.',
  TRAINING_WRONG_STATE: 'Cannot {command} now ({state}).',
  TRAINER_CRASHED:
    'The training process ended unexpectedly ({reason}). The window and settings are intact; press “Restart the training process” to go on.',
  WEIGHTS_NONE: 'There are no weights yet. Train first, or import an .npz file.',
  WEIGHTS_NOT_NPZ:
    '{file} is not an .npz weights file; it looks like {looksLike}. Choose a file saved by this program or by numpy.savez.',
  WEIGHTS_BROKEN: '{file} is damaged ({reason}). Export the weights again, or download the file again.',
  WEIGHTS_TOO_LARGE:
    'An array in {file} unpacks to more than {limitMegabytes} MB, which a two-layer network never needs. Reading was stopped to protect the memory; choose another file.',
  WEIGHTS_ARRAY_MISSING: '{file} lacks the array {array} (found: {found}). W1, b1, W2 and b2 are expected.',
  WEIGHTS_SHAPE:
    '{array} in {file} has shape {found}; {expected} is expected. Choose the weights of a two-layer network.',
  WEIGHTS_CLASSES:
    'The network in {file} has {found} outputs; {min} to {max} are expected. Choose weights of a network with at most {max} classes.',
  WEIGHTS_DTYPE: '{array} in {file} has type {found}; float32 or float64 is expected. Save it again with numpy.savez.',
  WEIGHTS_NOT_FINITE:
    '{array} in {file} holds NaN or infinity and cannot be used. Choose weights of a run that did not diverge.',
  COMPARISON_CLASSES:
    'These weights distinguish {found} classes, but {expected} are expected, as many as the weights in use have. Choose weights with {expected} classes for the comparison.',
  RUN_UNKNOWN: 'This run is no longer there. The list is refreshed; choose another one.',
  RUN_DAMAGED:
    'The {part} of this run is damaged ({reason}). All others are intact; choose another one, or train again with the same settings.',
  RUN_OTHER_DATA:
    'This run was trained on “{wanted}” ({wantedCount} training images); “{loaded}” ({loadedCount}) is open now. Open the first dataset again, then continue.',
  RUN_NOTHING_LEFT:
    'This run has done all of its {iterations} iterations; nothing is left to continue. Raise the number of iterations and start again.',
  OWN_DIGITS_FULL:
    'My digits holds {limit} at most, and that many are there. Export them and delete some before you collect more.',
  DRAWING_NO_INK:
    'No writing was found in “{file}”: no part of it is clearly darker or lighter than its background. Try a picture with clear strokes on a plain background.',
  DRAWING_NO_PICTURE: '“{file}” is not a picture that can be opened ({reason}). Use a PNG, JPEG or WebP picture.',
  SETTINGS_CODE_INVALID:
    '“{text}” is no settings code. One begins with ds1:, for example ds1:h100-l0.2. Copy the whole of it and try again.',
  FILE_READ_FAILED: '{file} cannot be read ({reason}). Check that it still exists and that you may read it.',
  FILE_WRITE_FAILED: '{file} cannot be written ({reason}). Choose a place where you may write and that has room.',
  DISK_FULL:
    '{file} was not saved: the disk is full, and {neededBytes} is needed. Free some space or choose another place; nothing that was saved before has changed.',
  SIMD_UNAVAILABLE:
    'WebAssembly has no SIMD on this machine; the float64 engine is used instead, equally right but slower.',
  BAD_REQUEST:
    'The request “{channel}” was malformed ({reason}). This is a fault of the program; please copy the details into a report.',
  INTERNAL:
    'Something went wrong inside the program ({reason}). Your results are intact; please copy the details into a report.',
}

/** Words that fill {looksLike}, {expectedKind} and {foundKind} of the messages above. */
export const fileKinds: Record<FileKind, string> = {
  images: 'images',
  labels: 'labels',
  html: 'an HTML page (most likely an error page was downloaded)',
  xml: 'an XML document (most likely an error message of the server)',
  lfs: 'a Git LFS pointer (the real file has not been pulled)',
  zip: 'a ZIP archive',
  png: 'a PNG image',
  jpeg: 'a JPEG image',
  pdf: 'a PDF document',
  gzip: 'a gzip file',
  gzipTwice: 'a gzip file (compressed twice)',
  npy: 'a NumPy .npy file',
  json: 'JSON text',
  text: 'plain text',
  empty: 'an empty file',
  idx: 'an IDX file of another kind',
  unknown: 'an unknown format',
}

/** Words that fill {part} of RUN_DAMAGED. */
export const runParts: Record<RunPart, string> = {
  record: 'record',
  curves: 'curves',
  weights: 'weights',
  checkpoint: 'checkpoint',
}

/** Words that fill {command} and {state} of TRAINING_WRONG_STATE. */
export const trainingWords: typeof zhTrainingWords = {
  start: 'start a new run',
  resume: 'go on',
  pause: 'pause',
  step: 'make a step',
  stop: 'stop',
  learningRate: 'change the learning rate',
  restoreBest: 'restore the best weights',
  continueFromGood: 'go on from a good snapshot',
  checkpoint: 'save a checkpoint',
  import: 'import weights',
  idle: 'no training was started yet',
  running: 'training is running',
  paused: 'training is paused',
  ended: 'the training has ended',
}
