import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StudioError } from '../../src/shared/contract/errors'
import type { DatasetProgress } from '../../src/shared/contract/studioApi'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { readDataset } from '../../src/shared/data/readDataset'
import { loadDatasetFolder, openDatasetFolder } from '../../src/node/datasetFolder'

const TRAIN = 30
const TEST = 10
const names = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 't10k-images-idx3-ubyte.gz',
  testLabels: 't10k-labels-idx1-ubyte.gz',
}

const pixels = (count: number): Uint8Array => Uint8Array.from({ length: count * 784 }, (_, i) => (i * 31 + count) % 256)
const digits = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, i) => i % 10)
const content = {
  trainImages: encodeIdxImages(pixels(TRAIN), 28, 28),
  trainLabels: encodeIdxLabels(digits(TRAIN)),
  testImages: encodeIdxImages(pixels(TEST), 28, 28),
  testLabels: encodeIdxLabels(digits(TEST)),
}

let folder: string
const put = (name: string, bytes: Uint8Array | string): Promise<void> => writeFile(join(folder, name), bytes)
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mnist-'))
  for (const key of ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const) {
    await put(names[key], gzipSync(content[key]))
  }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function failure(path = folder): Promise<StudioError> {
  try {
    await loadDatasetFolder(path)
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('the folder was accepted')
}

describe('loadDatasetFolder', () => {
  it('reads four gzipped files', async () => {
    const dataset = await loadDatasetFolder(folder)
    expect(dataset).toMatchObject({ source: 'folder', classes: 10 })
    expect(dataset?.train).toEqual({ images: pixels(TRAIN), labels: digits(TRAIN), count: TRAIN, rows: 28, cols: 28 })
    expect(dataset?.test).toEqual({ images: pixels(TEST), labels: digits(TEST), count: TEST, rows: 28, cols: 28 })
  })

  it('reads unpacked files named with a dot, beside other files and folders, in a path with Chinese and spaces', async () => {
    const other = join(folder, '手写 数字 数据集')
    await mkdir(other)
    await writeFile(join(other, 'train-images.idx3-ubyte'), content.trainImages)
    await writeFile(join(other, 'train-labels.idx1-ubyte'), content.trainLabels)
    await writeFile(join(other, 'T10K-IMAGES.IDX3-UBYTE'), content.testImages)
    await writeFile(join(other, 't10k-labels.idx1-ubyte.gz'), gzipSync(content.testLabels))
    await writeFile(join(other, '说明.txt'), 'hello')
    await mkdir(join(other, 'train-images-idx3-ubyte'))
    const dataset = await loadDatasetFolder(other)
    expect(dataset?.name).toBe('手写 数字 数据集')
    expect(dataset?.train.labels).toEqual(digits(TRAIN))
    expect(dataset?.test.images).toEqual(pixels(TEST))
  })

  it('goes by content where a name says .gz and the file is unpacked, or the other way round', async () => {
    await put(names.trainImages, content.trainImages)
    await rm(join(folder, names.testLabels))
    await put('t10k-labels-idx1-ubyte', gzipSync(content.testLabels))
    expect((await loadDatasetFolder(folder))?.train.images).toEqual(pixels(TRAIN))
  })

  it('takes the good one where a file is there twice and one is spoilt', async () => {
    await put(names.trainImages, 'version https://git-lfs.github.com/spec/v1\n')
    await put('train-images-idx3-ubyte', content.trainImages)
    expect((await loadDatasetFolder(folder))?.train.images).toEqual(pixels(TRAIN))
  })

  it('follows links and is not troubled by one that leads nowhere', async () => {
    await rename(join(folder, names.trainImages), join(folder, 'elsewhere'))
    await symlink(join(folder, 'elsewhere'), join(folder, names.trainImages))
    await symlink(join(folder, 'nowhere'), join(folder, 'train-images-idx3-ubyte'))
    expect((await loadDatasetFolder(folder))?.train.count).toBe(TRAIN)
  })

  it('reports progress that grows to the total', async () => {
    const seen: DatasetProgress[] = []
    await loadDatasetFolder(folder, { onProgress: (progress) => seen.push(progress) })
    const total = Object.values(content).reduce((sum, bytes) => sum + bytes.length, 0)
    expect(seen.every((progress, i) => i === 0 || progress.done >= (seen[i - 1]?.done ?? 0))).toBe(true)
    expect(seen.at(-1)).toEqual({ stage: 'reading', done: total, total, file: names.testLabels })
    expect(new Set(seen.map((progress) => progress.file))).toEqual(new Set(Object.values(names)))
  })

  it('returns null when cancelled, before and on the way', async () => {
    expect(await loadDatasetFolder(folder, { signal: { aborted: true } })).toBeNull()
    const signal = { aborted: false }
    let pieces = 0
    const shape = await readDataset(
      openDatasetFolder(folder),
      {
        begin: () => undefined,
        piece: () => {
          pieces++
          signal.aborted = true
        },
      },
      { signal },
    )
    expect(shape).toBeNull()
    expect(pieces).toBe(1)
  })

  it('hands out pieces of whole images, at most 4 MiB, in buffers of their own, in order', async () => {
    const count = 12_000 // 9.4 MB
    const images = pixels(count)
    await put(names.trainImages, gzipSync(encodeIdxImages(images, 28, 28), { level: 1 }))
    await put(names.trainLabels, gzipSync(encodeIdxLabels(digits(count))))
    const sizes: number[] = []
    let at = 0
    await readDataset(openDatasetFolder(folder), {
      begin: (shape) => expect(shape.train).toEqual({ count, rows: 28, cols: 28 }),
      piece: (split, part, bytes) => {
        if (split === 'test' || part === 'labels') return
        sizes.push(bytes.length)
        expect(bytes.buffer.byteLength).toBe(bytes.length)
        expect(Buffer.compare(bytes, images.subarray(at, at + bytes.length))).toBe(0)
        at += bytes.length
      },
    })
    expect(sizes).toEqual([4193616, 4193616, count * 784 - 2 * 4193616])
  })

  it('passes on what the sink throws', async () => {
    const sink = {
      begin: () => undefined,
      piece: (): never => {
        throw new StudioError('TRAINER_CRASHED', { reason: 'x' })
      },
    }
    await expect(readDataset(openDatasetFolder(folder), sink)).rejects.toMatchObject({ code: 'TRAINER_CRASHED' })
  })

  it('leaves no file open after a failure or a cancellation', async () => {
    if (!existsSync('/proc/self/fd')) return
    await put(names.trainImages, gzipSync(new Uint8Array(3_000_000)))
    await failure()
    await put(names.trainImages, gzipSync(content.trainImages).subarray(0, 100))
    await failure()
    // Streams close asynchronously: ask until the list is free of this folder, the test's time limit is the judge.
    const { readlinkSync } = await import('node:fs')
    const openHere = async (): Promise<number> => {
      let here = 0
      for (const fd of await readdir('/proc/self/fd')) {
        const link = `/proc/self/fd/${fd}`
        if (existsSync(link) && readlinkSync(link).startsWith(folder)) here++
      }
      return here
    }
    while ((await openHere()) > 0) await new Promise((resolve) => setImmediate(resolve))
    expect(await openHere()).toBe(0)
  })
})

describe('loadDatasetFolder refuses', () => {
  it('an empty folder, also one with hidden files only', async () => {
    const empty = join(folder, '空')
    await mkdir(empty)
    await writeFile(join(empty, '.DS_Store'), 'x')
    expect(await failure(empty)).toMatchObject({ code: 'DATA_FOLDER_EMPTY', detail: { folder: '空' } })
  })

  it('a folder that does not exist or is a file, without telling the whole path', async () => {
    const error = await failure(join(folder, 'no such'))
    expect(error).toMatchObject({
      code: 'DATA_FOLDER_UNREADABLE',
      detail: { folder: 'no such', reason: 'ENOENT: no such file or directory' },
    })
    expect((await failure(join(folder, names.trainImages))).code).toBe('DATA_FOLDER_UNREADABLE')
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder without read permission', async () => {
    await chmod(folder, 0o000)
    expect((await failure()).code).toBe('DATA_FOLDER_UNREADABLE')
    await chmod(folder, 0o700)
  })

  it.each(Object.values(names))('a folder without %s, and names it', async (name) => {
    await rm(join(folder, name))
    const error = await failure()
    expect(error.code).toBe('DATA_FILE_MISSING')
    expect(error.detail['file']).toBe(name)
    expect(String(error.detail['found']).split(', ')).toHaveLength(3)
  })

  it('images and labels swapped', async () => {
    await put(names.trainImages, gzipSync(content.trainLabels))
    await put(names.trainLabels, gzipSync(content.trainImages))
    expect(await failure()).toMatchObject({
      code: 'DATA_WRONG_KIND',
      detail: { file: names.trainImages, expected: 'images', found: 'labels' },
    })
  })

  it.each([
    ['html', text('<!doctype html><title>403</title>')],
    ['lfs', text('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n')],
    ['zip', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
    ['png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['empty', new Uint8Array(0)],
    ['gzipTwice', gzipSync(gzipSync(content.testImages))],
    ['html', gzipSync('<html></html>')],
    ['empty', gzipSync('')],
  ])('a file that is really %s (case %#)', async (looksLike, bytes) => {
    await put(names.testImages, bytes)
    expect(await failure()).toMatchObject({
      code: 'DATA_WRONG_MAGIC',
      detail: { file: names.testImages, expected: '0x00000803', looksLike },
    })
  })

  it('truncated files, gzipped and plain, and says how much is there', async () => {
    await put(names.testImages, gzipSync(content.testImages.subarray(0, 5000)))
    const detail = { file: names.testImages, expectedBytes: content.testImages.length, foundBytes: 5000 }
    expect(await failure()).toMatchObject({ code: 'DATA_TRUNCATED', detail })
    await put(names.testImages, content.testImages.subarray(0, 5000))
    expect(await failure()).toMatchObject({ code: 'DATA_TRUNCATED', detail })
    await put(names.testImages, content.testImages.subarray(0, 9))
    expect(await failure()).toMatchObject({ code: 'DATA_TRUNCATED', detail: { expectedBytes: 16, foundBytes: 9 } })
  })

  it('files that are too long by one byte, gzipped and plain', async () => {
    const longer = new Uint8Array(content.trainLabels.length + 1)
    longer.set(content.trainLabels)
    const expected = {
      code: 'DATA_TOO_LONG',
      detail: { file: names.trainLabels, expectedBytes: content.trainLabels.length, foundBytes: longer.length },
    }
    await put(names.trainLabels, gzipSync(longer))
    expect(await failure()).toMatchObject(expected)
    await put(names.trainLabels, longer)
    expect(await failure()).toMatchObject(expected)
  })

  it('counts that differ', async () => {
    await put(names.testLabels, gzipSync(encodeIdxLabels(digits(TEST + 1))))
    expect(await failure()).toMatchObject({
      code: 'DATA_COUNTS_DIFFER',
      detail: { imagesFile: names.testImages, imageCount: TEST, labelsFile: names.testLabels, labelCount: TEST + 1 },
    })
  })

  it('images that are not 28x28, no images, and a label over 9', async () => {
    await put(names.testImages, gzipSync(encodeIdxImages(new Uint8Array(TEST * 32 * 32), 32, 32)))
    expect(await failure()).toMatchObject({ code: 'DATA_IMAGE_SIZE', detail: { rows: 32, cols: 32 } })
    await put(names.testImages, gzipSync(encodeIdxImages(new Uint8Array(0), 28, 28)))
    expect((await failure()).code).toBe('DATA_NO_IMAGES')
    await put(names.testImages, gzipSync(content.testImages))
    const labels = digits(TEST)
    labels[6] = 12
    await put(names.testLabels, gzipSync(encodeIdxLabels(labels)))
    expect(await failure()).toMatchObject({
      code: 'DATA_LABEL_RANGE',
      detail: { file: names.testLabels, index: 7, label: 12, max: 9 },
    })
  })

  it('broken gzip: cut off, damaged inside, damaged checksum', async () => {
    const whole = gzipSync(content.trainImages)
    const damagedInside = Buffer.from(whole)
    damagedInside.fill(0xff, 100, 300)
    const damagedChecksum = Buffer.from(whole)
    damagedChecksum.writeUInt32LE(0, whole.length - 8)
    for (const bytes of [whole.subarray(0, whole.length / 2), whole.subarray(0, 12), damagedInside, damagedChecksum]) {
      await put(names.trainImages, bytes)
      const error = await failure()
      expect(error).toMatchObject({ code: 'DATA_GZIP_BROKEN', detail: { file: names.trainImages } })
      expect(error.detail['reason']).not.toBe('')
    }
    expect(gunzipSync(whole).length).toBe(content.trainImages.length)
  })

  it('a gzip of 10 MB that unpacks to 10 GB, without unpacking it', async () => {
    // 10 GiB of zeros as 40 copies of one 256 MiB gzip member (members may follow each other) behind a header member:
    // built in moments, and a real bomb for any reader that does not stop.
    const member = join(folder, 'member')
    const zeros = Buffer.alloc(1 << 20)
    await pipeline(
      Readable.from(Array.from({ length: 256 }, () => zeros)),
      createGzip({ level: 9 }),
      createWriteStream(member),
    )
    const zip = readFileSync(member)
    const bomb = (header: Uint8Array): Buffer => Buffer.concat([gzipSync(header), ...new Array<Buffer>(40).fill(zip)])
    const before = process.memoryUsage.rss()
    await put(names.trainImages, bomb(content.trainImages.subarray(0, 16)))
    const started = process.hrtime.bigint()
    const error = await failure()
    const elapsedMs = Number(process.hrtime.bigint() - started) / 1e6
    expect(error).toMatchObject({
      code: 'DATA_TOO_LONG',
      detail: { file: names.trainImages, expectedBytes: content.trainImages.length },
    })
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6)
    expect(elapsedMs).toBeLessThan(5000) // the whole would take about a minute

    const lying = Uint8Array.from(content.trainImages.subarray(0, 16))
    new DataView(lying.buffer).setUint32(4, 12_000_000)
    await put(names.trainImages, bomb(lying))
    expect(await failure()).toMatchObject({ code: 'DATA_TOO_LARGE', detail: { limitMegabytes: 1568 } })
    // As many as are allowed, and labels that agree: the bomb must not even be begun.
    const count = 2_000_000
    new DataView(lying.buffer).setUint32(4, count)
    await put(names.trainImages, bomb(lying))
    await put(names.trainLabels, gzipSync(encodeIdxLabels(new Uint8Array(count))))
    expect(await failure()).toMatchObject({
      code: 'DATA_TOO_LARGE',
      detail: { file: names.trainImages, limitMegabytes: 128 },
    })
    await put(names.trainImages, zip)
    expect(await failure()).toMatchObject({ code: 'DATA_WRONG_MAGIC', detail: { looksLike: 'unknown' } })
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file without read permission', async () => {
    await chmod(join(folder, names.testLabels), 0o000)
    expect(await failure()).toMatchObject({ code: 'FILE_READ_FAILED', detail: { file: names.testLabels } })
  })

  it('a dataset and stays able to read the next one', async () => {
    await put(names.trainImages, 'nonsense')
    expect((await failure()).code).toBe('DATA_WRONG_MAGIC')
    await copyFile(join(folder, names.testImages), join(folder, names.trainImages))
    await copyFile(join(folder, names.testLabels), join(folder, names.trainLabels))
    expect((await loadDatasetFolder(folder))?.train.count).toBe(TEST)
  })
})

const mnist = process.env['MNIST_DIR']
describe.skipIf(!mnist)('loadDatasetFolder on the real MNIST (MNIST_DIR)', () => {
  it('reads 60,000 + 10,000 images and never holds the event loop for long', async () => {
    let longest = 0
    let last = process.hrtime.bigint()
    let ticking = true
    const tick = (): void => {
      const now = process.hrtime.bigint()
      longest = Math.max(longest, Number(now - last) / 1e6)
      last = now
      if (ticking) setImmediate(tick)
    }
    tick()
    const started = process.hrtime.bigint()
    const dataset = await loadDatasetFolder(mnist ?? '')
    console.log(`loaded in ${Number(process.hrtime.bigint() - started) / 1e6} ms, longest hold ${longest} ms`)
    ticking = false
    expect(dataset?.train.count).toBe(60000)
    expect(dataset?.test.count).toBe(10000)
    expect([...(dataset?.train.labels.subarray(0, 5) ?? [])]).toEqual([5, 0, 4, 1, 9])
    expect([...(dataset?.test.labels.subarray(0, 5) ?? [])]).toEqual([7, 2, 1, 0, 4])
    expect(dataset?.train.images.reduce((sum, pixel) => sum + pixel, 0)).toBe(1567298545)
    expect(longest).toBeLessThan(200)
  })
})
