import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadDatasetFolder } from '../../src/node/datasetFolder'
import { StudioError } from '../../src/shared/core/errors'
import { plainName } from '../../src/shared/data/readers/plainName'
import { content } from './folderSupport'

// Files as people have them: the collected ones where they are, and others of their kind made here.

const collected = ['../../../shared/real/bad', '../../../../shared/real/bad']
  .map((path) => resolve(import.meta.dirname, path))
  .find(existsSync)
let root: string
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'inputs-'))))
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), bytes)
}
const usual = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
}
const keys = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const
const counts = async (path = root) => {
  const dataset = await loadDatasetFolder(path)
  return [dataset?.name, dataset?.train.count, dataset?.test.count]
}
const refusal = (path = root): Promise<unknown> =>
  loadDatasetFolder(path).catch((error: unknown) => (error instanceof StudioError ? [error.code, error.detail] : error))

describe.skipIf(collected === undefined)('collected inputs', () => {
  it.each([
    ['copy_suffix', 'copy_suffix'],
    ['gz_trailing', 'gz_trailing'],
    ['kaggle_folders', 'kaggle_folders'],
    ['torchvision_root', 'MNIST'],
    ['jpg_folder', 'jpg_folder'],
    ['png_and_jpg_mixed', 'png_and_jpg_mixed'],
    ['jpeg_named_png', 'jpeg_named_png'],
    ['png16_low_range', 'png16_low_range'],
  ])('%s opens as 40 training and 12 test images of %s', async (folder, name) => {
    const dataset = await loadDatasetFolder(join(collected ?? '', folder))
    expect([dataset?.name, dataset?.train.count, dataset?.test.count]).toEqual([name, 40, 12])
    const mean = (dataset?.train.images ?? new Uint8Array(0)).reduce((sum, value) => sum + value, 0) / (40 * 784)
    // MNIST's pixels are 33 of 255 on average.
    expect(mean).toBeGreaterThan(20)
    expect(mean).toBeLessThan(50)
  })

  it('one folder of images is named by its own name', async () => {
    expect(await refusal(join(collected ?? '', 'one_folder_named_images'))).toMatchObject([
      'DATA_ONE_CLASS',
      { class: 'images' },
    ])
  })
})

describe('names of copies', () => {
  it.each([
    'train-images-idx3-ubyte (1).gz',
    'train-images-idx3-ubyte.gz (2)',
    'train-images-idx3-ubyte(3).gz',
    'Train-Images-idx3-ubyte - Copy.gz',
    'train-images-idx3-ubyte - Copy (2).gz',
    'train-images-idx3-ubyte copy 2.gz',
    'Copy of train-images-idx3-ubyte.gz',
    'train-images-idx3-ubyte - 副本.gz',
    'train-images-idx3-ubyte - 副本 (2).gz',
    'train-images-idx3-ubyte的副本.gz',
    '副本 train-images-idx3-ubyte.gz',
    'train-images-idx3-ubyte 拷贝.gz',
    'train-images-idx3-ubyte - コピー.gz',
    'train-images-idx3-ubyte.gz.gz',
    'train-images-idx3-ubyte.gz.txt',
    'train-images-idx3-ubyte.gz.download',
  ])('%s is the name of the training images', (name) => {
    expect(plainName(name)).toBe('train-images-idx3-ubyte')
  })

  it.each(['images-idx3-ubyte', 'photocopy-images-idx3-ubyte', 'own-images-idx3-ubyte'])('%s is no copy', (name) => {
    expect(plainName(`${name}.gz`)).toBe(name)
  })

  it('open, and the file itself goes before its copy', async () => {
    for (const key of keys) await put(`${usual[key]} - 副本.gz`, gzipSync(content[key]))
    expect((await counts()).slice(1)).toEqual([30, 10])
    for (const key of keys) await put(`${usual[key]} (1)`, new Uint8Array(3))
    for (const key of keys) await put(usual[key], content[key])
    expect((await counts()).slice(1)).toEqual([30, 10])
  })
})

describe('bytes behind the end of a gzip file', () => {
  const junk = new Uint8Array([1, 2, 3, 0x1f, 0x99, 0, 0, 7])
  it('are ignored, as gzip does', async () => {
    for (const key of keys) {
      await put(`${usual[key]}.gz`, new Uint8Array(Buffer.concat([gzipSync(content[key]), junk])))
    }
    const dataset = await loadDatasetFolder(root)
    expect(dataset?.train.images).toEqual(content.trainImages.subarray(16))
    expect(dataset?.test.labels).toEqual(content.testLabels.subarray(8))
  })

  it('do not hide damage before it', async () => {
    for (const key of keys) await put(`${usual[key]}.gz`, gzipSync(content[key]))
    const bytes = new Uint8Array(gzipSync(content.trainImages))
    const at = bytes.length - 7
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await put(`${usual.trainImages}.gz`, new Uint8Array(Buffer.concat([bytes, junk])))
    expect(await refusal()).toMatchObject(['DATA_GZIP_BROKEN', { file: `${usual.trainImages}.gz` }])
  })
})

it('files that were gzipped twice open, and damage inside is found', async () => {
  for (const key of keys) await put(`${usual[key]}.gz.gz`, gzipSync(gzipSync(content[key])))
  expect((await counts()).slice(1)).toEqual([30, 10])
  const inner = new Uint8Array(gzipSync(content.trainImages))
  const at = inner.length - 7
  inner[at] = (inner[at] ?? 0) ^ 1
  await put(`${usual.trainImages}.gz.gz`, gzipSync(inner))
  expect(await refusal()).toMatchObject(['DATA_GZIP_BROKEN', { reason: 'checksum' }])
})

describe('folders around the files', () => {
  it('one for each file, with its name or any other', async () => {
    await Promise.all(keys.map((key, i) => put(`part ${i}/${usual[key]} (1).gz`, gzipSync(content[key]))))
    expect((await counts()).slice(1)).toEqual([30, 10])
  })

  it('two levels; of two sets there one is to be chosen, by the names of both', async () => {
    for (const key of keys) await put(`MNIST/raw/${usual[key]}`, content[key])
    expect(await counts()).toEqual(['MNIST', 30, 10])
    for (const key of keys) await put(`FashionMNIST/raw/${usual[key]}`, content[key])
    expect(await refusal()).toMatchObject(['DATA_SEVERAL_FOLDERS', { folders: ['FashionMNIST/raw', 'MNIST/raw'] }])
  })
})

describe('images', () => {
  const shade = (row: number, col: number): number => (row > 8 && row < 20 && col > 12 && col < 17 ? 255 : 0)
  const grey = Uint8Array.from({ length: 784 }, (_, i) => shade(Math.floor(i / 28), i % 28))
  const png = (data: Uint8Array | Uint16Array, depth: 8 | 16) =>
    encodePng({ width: 28, height: 28, data, channels: 1, depth })
  const jpeg = () => {
    const rgba = Uint8Array.from({ length: 3136 }, (_, i) => (i % 4 === 3 ? 255 : (grey[i >> 2] ?? 0)))
    return new Uint8Array(encodeJpeg({ width: 28, height: 28, data: rgba }, 95).data)
  }
  const both = async (name: string, bytes: Uint8Array) => {
    for (const label of [0, 1]) for (let i = 0; i < 7; i++) await put(`${label}/${i}${name}`, bytes)
  }

  it.each([
    ['.jpg', jpeg()],
    ['.JPEG', jpeg()],
    ['.png', jpeg()],
    ['.jpg', png(grey, 8)],
    [
      '.png',
      png(
        grey.map((value) => value / 255),
        8,
      ),
    ],
    ['.png', png(Uint16Array.from(grey), 16)],
    [
      '.png',
      png(
        Uint16Array.from(grey, (value) => value * 4),
        16,
      ),
    ],
    [
      '.png',
      png(
        Uint16Array.from(grey, (value) => value * 16),
        16,
      ),
    ],
    [
      '.png',
      png(
        Uint16Array.from(grey, (value) => value * 257),
        16,
      ),
    ],
  ])('named %s are read by content, as dark or light as they are meant', async (name, bytes) => {
    await both(name, bytes)
    const dataset = await loadDatasetFolder(root)
    expect(dataset?.train.count).toBe(12)
    const [lit, dark] = [dataset?.train.images[14 * 28 + 14] ?? 0, dataset?.train.images[0] ?? 99]
    expect(lit).toBeGreaterThan(240)
    expect(dark).toBeLessThan(12)
  })

  it('that cannot be read are named instead of left out', async () => {
    await both('.png', png(grey, 8))
    await put('1/more.webp', new Uint8Array(9))
    expect(await refusal()).toMatchObject(['DATA_PNG_ONLY', { folder: '1', file: 'more.webp' }])
    await rm(join(root, '1/more.webp'))
    await put('1/more.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]))
    expect(await refusal()).toMatchObject(['DATA_PNG_BROKEN', { file: '1/more.jpg' }])
  })
})
