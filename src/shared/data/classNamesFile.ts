import { strFromU8 } from 'fflate'
import { StudioError } from '../core/errors'
import { MAX_CLASSES, MIN_CLASSES } from './catalogue'
import type { FolderReader } from './folderReader'

/** Longest name, characters: the limit of folder names, which are the class names of PNG folders. */
const MAX_NAME = 255
/** Only this much is read: room for MAX_CLASSES of the longest names. */
const MAX_BYTES = 256 * 1024
/** What TextDecoder puts where bytes are not UTF-8. */
const REPLACEMENT = '\uFFFD'

/** The text of the file: one name per line, the first for label 0. */
export const classNamesText = (classNames: readonly string[]): string => classNames.map((name) => `${name}\n`).join('')

/**
 * Reads the names of a dataset's classes.
 * @param bytes - UTF-8, one name per line, the first for label 0; any line endings; not modified
 * @param file - its name, for messages
 * @throws DATA_NAMES_NOT_TEXT, DATA_NAMES_COUNT, DATA_NAMES_LINE
 */
function parseClassNames(bytes: Uint8Array, file: string): readonly string[] {
  const text = strFromU8(bytes)
  if (text.includes(REPLACEMENT) || text.includes('\0')) throw new StudioError('DATA_NAMES_NOT_TEXT', { file })
  const names = text
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
  const found = names.join('') === '' ? 0 : names.length
  if (found < MIN_CLASSES || found > MAX_CLASSES) {
    throw new StudioError('DATA_NAMES_COUNT', { file, found, min: MIN_CLASSES, max: MAX_CLASSES })
  }
  const wrong = names.findIndex((name, i) => name === '' || [...name].length > MAX_NAME || names.indexOf(name) < i)
  if (wrong !== -1) throw new StudioError('DATA_NAMES_LINE', { file, line: wrong + 1, max: MAX_NAME })
  return names
}

/** As {@link parseClassNames}, for a file in a folder. @throws also FILE_READ_FAILED */
export async function readClassNames(folder: FolderReader, file: string): Promise<readonly string[]> {
  const bytes = await folder.head(file, MAX_BYTES)
  // Cut at the end of a line, so that no character is cut in two.
  return parseClassNames(bytes.length < MAX_BYTES ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1), file)
}
