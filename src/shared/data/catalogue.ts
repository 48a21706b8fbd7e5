/** Published datasets, and three other kinds: the built-in sample, other IDX files, folders of PNG files. */
export const SET_IDS = [
  'sample',
  'mnist',
  'fashion',
  'kmnist',
  'emnist-byclass',
  'emnist-bymerge',
  'emnist-balanced',
  'emnist-letters',
  'emnist-digits',
  'emnist-mnist',
  'idx',
  'png',
] as const
export type SetId = (typeof SET_IDS)[number]

/** What is known about a published set of 28x28 images in IDX files. */
export interface KnownSet {
  readonly id: SetId
  /** Its proper name, the same in every language. */
  readonly title: string
  /** Names of the classes by label, the same in every language; as many as the network has outputs. */
  readonly classNames: readonly string[]
  /** The file's label of class 0: 1 for the letters of EMNIST, else 0. */
  readonly firstLabel: number
  /** Whether the file holds columns where MNIST has rows, as MATLAB wrote EMNIST. */
  readonly transposed: boolean
}

/** A set of one class has nothing to learn. */
export const MIN_CLASSES = 2
/** Known sets have at most 62 classes. */
export const MAX_CLASSES = 100

const DIGITS = [...'0123456789']
const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const SMALL = [...'abcdefghijklmnopqrstuvwxyz']
/** Lower-case letters that EMNIST distinguishes from their capitals. Source: its emnist-balanced-mapping.txt. */
const DISTINCT_SMALL = [...'abdefghnqrt']

const plain = (id: SetId, title: string, classNames: readonly string[]): KnownSet => ({
  ...{ id, title, classNames },
  firstLabel: 0,
  transposed: false,
})
const emnist = (split: string, id: SetId, classNames: readonly string[], firstLabel = 0): KnownSet => ({
  ...{ id, title: `EMNIST ${split}`, classNames, firstLabel },
  transposed: true,
})

/** LeCun, Cortes, Burges: MNIST. */
export const MNIST = plain('mnist', 'MNIST', DIGITS)
/** Xiao, Rasul, Vollgraf 2017; the words in Chinese are in i18n. */
export const FASHION = plain('fashion', 'Fashion-MNIST', [
  ...['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat'],
  ...['Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
])
/** Clanuwat et al. 2018: cursive hiragana. Source: kmnist_classmap.csv. */
export const KMNIST = plain('kmnist', 'Kuzushiji-MNIST', [...'おきすつなはまやれを'])
/** IDX files with MNIST's file names that match no known set; assumed to be ten digits. */
export const UNKNOWN_IDX = plain('idx', 'IDX', DIGITS)

/** Cohen et al. 2017, in the order of preference where a folder holds several. */
export const EMNIST: readonly KnownSet[] = [
  emnist('Balanced', 'emnist-balanced', [...DIGITS, ...CAPITALS, ...DISTINCT_SMALL]),
  emnist('Letters', 'emnist-letters', CAPITALS, 1),
  emnist('ByClass', 'emnist-byclass', [...DIGITS, ...CAPITALS, ...SMALL]),
  emnist('ByMerge', 'emnist-bymerge', [...DIGITS, ...CAPITALS, ...DISTINCT_SMALL]),
  emnist('Digits', 'emnist-digits', DIGITS),
  emnist('MNIST', 'emnist-mnist', DIGITS),
]

/** SHA-256 of the published label files, as they are stored. Source: torchvision's and TensorFlow Datasets' tables. */
const BY_CHECKSUM: Readonly<Record<string, KnownSet>> = {
  // t10k-labels-idx1-ubyte.gz, t10k-labels-idx1-ubyte, train-labels-idx1-ubyte.gz, train-labels-idx1-ubyte
  f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6: MNIST,
  ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2: MNIST,
  '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c': MNIST,
  '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5': MNIST,
  // t10k-labels-idx1-ubyte.gz, train-labels-idx1-ubyte.gz
  '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5': FASHION,
  a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845: FASHION,
  '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c': KMNIST,
  e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17: KMNIST,
}

/**
 * Distinguishes the sets that share MNIST's file names, by their content.
 * @param labelsSha256 - of a label file as stored, lower-case hex; null where the host cannot compute it
 * @returns null for an unknown set
 */
export const recogniseByContent = (labelsSha256: string | null): KnownSet | null =>
  (labelsSha256 === null ? undefined : BY_CHECKSUM[labelsSha256]) ?? null

/** Distinguishes them by the folder's name, if nothing better is known. @returns UNKNOWN_IDX for any other name */
export function recogniseByName(folderName: string): KnownSet {
  if (/fashion/i.test(folderName)) return FASHION
  if (/kmnist|kuzushiji/i.test(folderName)) return KMNIST
  return UNKNOWN_IDX
}

/** IDX files with MNIST's file names and other classes. @param classNames - names of the classes 0, 1, 2 ... */
export const nameClasses = (classNames: readonly string[]): KnownSet => ({ ...UNKNOWN_IDX, classNames })

/** The proper name of a set; null for those without one (our sample, own IDX files, PNG folders). */
export function titleOf(set: SetId): string | null {
  return [MNIST, FASHION, KMNIST, ...EMNIST].find(({ id }) => id === set)?.title ?? null
}

/** Class names '0', '1', ... for datasets without names. */
export const digitNames = (classes: number): readonly string[] => Array.from({ length: classes }, (_, i) => String(i))
