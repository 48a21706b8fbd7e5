import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { drawSampleDataset } from '../shared/data/sampleDigits/sampleDigits'
import { encodeIdxImages, encodeIdxLabels } from '../shared/data/idx'
import { listText } from '../shared/i18n/detailText'
import { fill } from '../shared/i18n/messages'
import { noteLine } from './context'
import type { Context } from './context'
import { makeFolder, writeBytes } from './files'

const compress = promisify(gzip)

/** `sample`: writes the built-in sample under MNIST's file names. */
export async function sample(folder: string, seed: number, { text, language }: Context): Promise<void> {
  await makeFolder(folder)
  const { train, test } = drawSampleDataset(seed)
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['train-images-idx3-ubyte.gz', encodeIdxImages(train.images, train.rows, train.cols)],
    ['train-labels-idx1-ubyte.gz', encodeIdxLabels(train.labels)],
    ['t10k-images-idx3-ubyte.gz', encodeIdxImages(test.images, test.rows, test.cols)],
    ['t10k-labels-idx1-ubyte.gz', encodeIdxLabels(test.labels)],
  ]
  for (const [name, bytes] of files) await writeBytes(join(folder, name), await compress(bytes))
  const paths = files.map(([name]) => join(folder, name))
  if (process.stderr.isTTY) noteLine(fill(text.wrote, { files: listText(paths, language) }))
}
