import { afterEach, beforeEach } from 'vitest'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { StudioError } from '../../src/shared/core/errors'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { loadDatasetFolder } from '../../src/node/datasetFolder'

export const TRAIN = 30
export const TEST = 10
export const names = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 't10k-images-idx3-ubyte.gz',
  testLabels: 't10k-labels-idx1-ubyte.gz',
}

export const pixels = (count: number): Uint8Array =>
  Uint8Array.from({ length: count * 784 }, (_, i) => (i * 31 + count) % 256)
export const digits = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, i) => i % 10)
/** Contents of the four files. */
export const content = {
  trainImages: encodeIdxImages(pixels(TRAIN), 28, 28),
  trainLabels: encodeIdxLabels(digits(TRAIN)),
  testImages: encodeIdxImages(pixels(TEST), 28, 28),
  testLabels: encodeIdxLabels(digits(TEST)),
}

/** The folder of the current test, see {@link makeFolder}. */
export let folder: string

export const put = (name: string, bytes: Uint8Array | string): Promise<void> => writeFile(join(folder, name), bytes)

/** Gives each test of the file a new folder with four valid gzipped files. */
export function makeFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mnist-'))
    for (const key of ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const) {
      await put(names[key], gzipSync(content[key]))
    }
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
}

/** The error that loading a folder throws. */
export async function failure(path = folder): Promise<StudioError> {
  try {
    await loadDatasetFolder(path)
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('the folder was accepted')
}
