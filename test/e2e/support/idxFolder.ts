import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeIdxImages, encodeIdxLabels } from '../../../src/shared/data/idx'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'

/** How to turn the digits of the built-in sample into another dataset. */
export interface OtherSet {
  /** Prefix of the names of the training files; default `train`. */
  readonly train?: string
  /** Prefix of the names of the test files; default `t10k`. */
  readonly test?: string
  /** The label of image `i`; default: the digit itself. */
  readonly label?: (digit: number, i: number) => number
  /** Whether images are transposed, as in EMNIST. */
  readonly transposed?: boolean
  readonly counts?: { readonly train: number; readonly test: number }
}

/** Writes the four files of a dataset into a new folder; the images are digits. */
export async function putIdxFolder(folder: string, seed: number, set: OtherSet = {}): Promise<void> {
  const { train = 'train', test = 't10k', label = (digit) => digit, transposed = false } = set
  const drawn = drawSampleDataset(seed, set.counts ?? { train: 1000, test: 200 })
  await mkdir(folder)
  for (const [stem, { images, labels }] of [
    [train, drawn.train],
    [test, drawn.test],
  ] as const) {
    const stored = transposed
      ? images.map((_, i) => images[i - (i % 784) + (i % 28) * 28 + Math.floor((i % 784) / 28)] ?? 0)
      : images
    const file = (part: string) => join(folder, `${stem}-${part}-ubyte.gz`)
    await writeFile(file('images-idx3'), gzipSync(encodeIdxImages(stored, 28, 28)))
    await writeFile(file('labels-idx1'), gzipSync(encodeIdxLabels(labels.map(label))))
  }
}
