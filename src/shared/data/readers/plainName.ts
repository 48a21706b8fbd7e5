/** What systems and browsers put into the name of a second copy of a file, before or behind its extension. */
const COPY_MARKS = [
  /\s*\(\d+\)/, // browsers, Windows: `name (1).gz`
  /\s*-?\s*的?(副本|拷贝)(\s*\d+|\s*\(\d+\))?/, // Windows and macOS in Chinese
  /\s*-?\s*コピー(\s*\d+|\s*\(\d+\))?/,
  /\s*-?[\s_]*copy(\s*\d+|\s*\(\d+\))?(?=$|\.)/, // `name - Copy (2).gz`, `name copy.gz`
] as const
const COPY_START = /^(copy (\(\d+\) )?of |副本[\s-]*)/
/** Extensions that say how a file is packed, or that a system or editor added. */
const EXTENSIONS = /(\.(gz|gzip|txt|bin|dat|download))+$/

const withoutMarks = (name: string): string =>
  COPY_MARKS.reduce((rest, mark) => rest.replace(mark, ''), name.replace(COPY_START, ''))

/** Whether a name is that of a copy of another file, as `images (1).gz` is. */
export const isCopy = (name: string): boolean => withoutMarks(name.toLowerCase()) !== name.toLowerCase()

/**
 * The name that a file was published under, in lower case and without the extensions of packing: `Train-Images-idx3-ubyte
 * (1).gz`, `… - 副本.gz`, `… - Copy.gz.txt` are all `train-images-idx3-ubyte`. What a file holds is decided by its content.
 */
export const plainName = (name: string): string =>
  withoutMarks(name.toLowerCase().normalize('NFC')).replace(EXTENSIONS, '').trim()
