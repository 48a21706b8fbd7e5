import { describe, expect, it } from 'vitest'
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { StudioError } from '../../src/shared/core/errors'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { readDataset } from '../../src/shared/data/readers/readDataset'
import { loadDatasetFolder, openDatasetFolder } from '../../src/node/datasetFolder'
import { TEST, TRAIN, content, digits, folder, failure, makeFolder, names, pixels, put } from './folderSupport'
import type { DatasetProgress } from '../../src/shared/data/datasetSink'

makeFolder()

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

  it.each(['gzipped', 'stored'])(
    'reads %s images that are much longer than its buffers, and compress badly',
    async (form) => {
      const count = 2_000
      let state = 1
      const noise = Uint8Array.from({ length: count * 784 }, () => (state = (state * 48_271) % 2_147_483_647) & 255)
      const file = encodeIdxImages(noise, 28, 28)
      await put(names.trainImages, form === 'gzipped' ? gzipSync(file) : file)
      await put(names.trainLabels, encodeIdxLabels(digits(count)))
      const { images } = (await loadDatasetFolder(folder))!.train
      expect(Buffer.compare(images, noise)).toBe(0)
    },
  )

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
        chunk: () => {
          pieces++
          signal.aborted = true
        },
      },
      { signal },
    )
    expect(shape).toBeNull()
    expect(pieces).toBe(1)
  })

  it('hands out pieces of whole images, at most 4 MiB, in buffers of their own, in order, with other events in between', async () => {
    const count = 12_000 // 9.4 MB
    const images = pixels(count)
    await put(names.trainImages, gzipSync(encodeIdxImages(images, 28, 28), { level: 1 }))
    await put(names.trainLabels, gzipSync(encodeIdxLabels(digits(count))))
    const sizes: number[] = []
    let at = 0
    const turnOfChunk: number[] = []
    let turn = 0
    let reading = true
    const nextTurn = (): void => {
      turn += 1
      if (reading) setImmediate(nextTurn)
    }
    nextTurn()
    await readDataset(openDatasetFolder(folder), {
      begin: (shape) => expect(shape.train).toEqual({ count, rows: 28, cols: 28 }),
      chunk: (split, part, bytes) => {
        if (split === 'test' || part === 'labels') return
        sizes.push(bytes.length)
        turnOfChunk.push(turn)
        expect(bytes.buffer.byteLength).toBe(bytes.length)
        expect(Buffer.compare(bytes, images.subarray(at, at + bytes.length))).toBe(0)
        at += bytes.length
      },
    })
    reading = false
    expect(sizes).toEqual([4193616, 4193616, count * 784 - 2 * 4193616])
    expect(new Set(turnOfChunk).size).toBe(sizes.length)
  })

  it('fills one buffer again and again with whole images for a sink that says so', async () => {
    const count = 1000
    const images = pixels(count)
    await put(names.trainImages, gzipSync(encodeIdxImages(images, 28, 28)))
    await put(names.trainLabels, gzipSync(encodeIdxLabels(digits(count))))
    const buffers = new Set<ArrayBufferLike>()
    const seen = new Uint8Array(images.length)
    let at = 0
    await readDataset(openDatasetFolder(folder), {
      reusesBuffer: true,
      begin: () => undefined,
      chunk: (split, part, bytes) => {
        if (split === 'test' || part === 'labels') return
        buffers.add(bytes.buffer)
        expect(bytes.length % 784).toBe(0)
        seen.set(bytes, at)
        at += bytes.length
      },
    })
    expect(Buffer.compare(seen, images)).toBe(0)
    expect(buffers.size).toBe(1)
  })

  it('passes on what the sink throws', async () => {
    const sink = {
      begin: () => undefined,
      chunk: (): never => {
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

const mnist = process.env['MNIST_DIR']
describe.skipIf(!mnist)('loadDatasetFolder on the real MNIST (MNIST_DIR)', () => {
  it('reads 60,000 + 10,000 images', async () => {
    const dataset = await loadDatasetFolder(mnist ?? '')
    expect(dataset?.train.count).toBe(60000)
    expect(dataset?.test.count).toBe(10000)
    expect([...(dataset?.train.labels.subarray(0, 5) ?? [])]).toEqual([5, 0, 4, 1, 9])
    expect([...(dataset?.test.labels.subarray(0, 5) ?? [])]).toEqual([7, 2, 1, 0, 4])
    expect(dataset?.train.images.reduce((sum, pixel) => sum + pixel, 0)).toBe(1567298545)
  })
})
