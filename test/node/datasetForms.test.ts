import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encode } from 'fast-png'
import { StudioError } from '../../src/shared/core/errors'
import type { Dataset } from '../../src/shared/data/dataset'
import { summarise } from '../../src/shared/data/dataset'
import type { ReadOptions } from '../../src/shared/data/datasetSink'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { loadDatasetFolder } from '../../src/node/datasetFolder'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'forms-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), bytes)
}

const random = (count: number): Uint8Array => Uint8Array.from({ length: count * 784 }, (_, i) => (i * i * 7 + i) % 256)

/** Four IDX files with 20 training and 10 test images. */
async function putIdx(folder: string, stem: string, test: string, label: (i: number) => number): Promise<void> {
  for (const [split, count] of [
    ['train', 20],
    [test, 10],
  ] as const) {
    await put(`${folder}/${stem}${split}-images-idx3-ubyte.gz`, gzipSync(encodeIdxImages(random(count), 28, 28)))
    const labels = Uint8Array.from({ length: count }, (_, i) => label(i))
    await put(`${folder}/${stem}${split}-labels-idx1-ubyte.gz`, gzipSync(encodeIdxLabels(labels)))
  }
}

async function load(path = '', options: ReadOptions = {}): Promise<Dataset> {
  const dataset = await loadDatasetFolder(join(root, path), options)
  if (!dataset) throw new Error('cancelled')
  return dataset
}

async function refusal(path = ''): Promise<StudioError> {
  try {
    await load(path)
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('the folder was accepted')
}

/** A dark dot on white paper, or the other way round; 28x28 by default. */
function dot(value: number, whitePaper: boolean, side = 28): Uint8Array {
  const data = new Uint8Array(side * side).fill(whitePaper ? 255 : 0)
  data[Math.floor(side / 2) * side + Math.floor(side / 2)] = whitePaper ? 255 - value : value
  return encode({ width: side, height: side, data, channels: 1 })
}
const CENTRE = 14 * 28 + 14

describe('EMNIST', () => {
  it('turns the images upright and counts 26 letters from 0', async () => {
    await putIdx('gzip', 'emnist-letters-', 'test', (i) => (i % 26) + 1)
    const dataset = await load('gzip')
    expect(summarise(dataset)).toMatchObject({ set: 'emnist-letters', classes: 26, trainCount: 20, testCount: 10 })
    expect([...dataset.train.labels.slice(0, 3)]).toEqual([0, 1, 2])
    expect(dataset.classNames?.[2]).toBe('C')
    const stored = random(20)
    for (const [image, row, col] of [
      [0, 3, 17],
      [19, 27, 0],
    ] as const) {
      expect(dataset.train.images[image * 784 + row * 28 + col]).toBe(stored[image * 784 + col * 28 + row])
    }
  })

  it('refuses label 0 among letters counted from 1, saying the range', async () => {
    await putIdx('gzip', 'emnist-letters-', 'test', (i) => i)
    expect(await refusal('gzip')).toMatchObject({
      code: 'DATA_LABEL_RANGE',
      detail: { index: 1, label: 0, min: 1, max: 26 },
    })
  })

  it('takes 62 classes, and the split whose file was picked', async () => {
    await putIdx('gzip', 'emnist-byclass-', 'test', (i) => 61 - i)
    await putIdx('gzip', 'emnist-balanced-', 'test', (i) => i)
    expect((await load('gzip')).set).toBe('emnist-balanced')
    const picked = await load('gzip', { wanted: ['emnist-byclass-test-labels-idx1-ubyte.gz'] })
    expect(picked).toMatchObject({ set: 'emnist-byclass', classes: 62 })
    expect(picked.train.labels[0]).toBe(61)
  })
})

describe('sets with the names of MNIST', () => {
  it('are distinguished by their folder where their checksum is unknown', async () => {
    await putIdx('Fashion-MNIST', '', 't10k', (i) => i % 10)
    expect(await load('Fashion-MNIST')).toMatchObject({ set: 'fashion', classes: 10 })
  })

  it.skipIf(!process.env['MNIST_DIR'])('MNIST is known by the checksum of its labels (MNIST_DIR)', async () => {
    expect(await loadDatasetFolder(process.env['MNIST_DIR'] ?? '')).toMatchObject({ set: 'mnist', classes: 10 })
  })
})

describe('a parent folder', () => {
  it('is replaced by the only folder in it that holds the four files', async () => {
    await putIdx('下载/mnist', '', 't10k', (i) => i % 10)
    await put('下载/notes/readme.txt', 'hello')
    await put('下载/__MACOSX/train-images-idx3-ubyte.gz', 'x')
    expect(await load('下载')).toMatchObject({ name: 'mnist', set: 'idx', source: 'folder' })
  })

  it('of two datasets is refused and both are named', async () => {
    await putIdx('both/a', '', 't10k', (i) => i % 10)
    await putIdx('both/b', '', 't10k', (i) => i % 10)
    expect(await refusal('both')).toMatchObject({ code: 'DATA_SEVERAL_FOLDERS', detail: { folders: ['a', 'b'] } })
  })

  it('of one incomplete dataset says what that one lacks', async () => {
    await putIdx('parent/mnist', '', 't10k', (i) => i % 10)
    await rm(join(root, 'parent/mnist/t10k-labels-idx1-ubyte.gz'))
    const error = await refusal('parent')
    expect(error).toMatchObject({ code: 'DATA_FILE_MISSING', detail: { folder: 'mnist' } })
    expect(error.detail).toMatchObject({ file: ['t10k-labels-idx1-ubyte.gz'] })
  })

  it('without anything usable lists what lies in it', async () => {
    await put('other/docs/a.txt', 'a')
    expect(await refusal('other')).toMatchObject({ code: 'DATA_FILE_MISSING', detail: { found: ['docs/'] } })
  })
})

describe('PNG files in one folder per class', () => {
  it('sorts numbers by value, splits six to one the same way each time, inverts dark on light', async () => {
    for (const [name, value] of [
      ['2', 20],
      ['10', 100],
    ] as const) {
      for (let i = 0; i < 14; i++) await put(`digits/${name}/${i}.png`, dot(value + i, true))
    }
    const dataset = await load('digits')
    expect(dataset).toMatchObject({ name: 'digits', set: 'png', classes: 2, classNames: ['2', '10'] })
    expect([dataset.train.count, dataset.test.count]).toEqual([24, 4])
    expect([...dataset.train.labels]).toEqual([...new Array<number>(12).fill(0), ...new Array<number>(12).fill(1)])
    const inks = Array.from({ length: 24 }, (_, i) => dataset.train.images[i * 784 + CENTRE])
    expect(inks.slice(0, 4)).toEqual([20, 21, 22, 23])
    expect(dataset.train.images.reduce((sum, value) => sum + value, 0)).toBe(
      inks.reduce((sum: number, value) => sum + (value ?? 0), 0),
    )
    expect(await load('digits')).toEqual(dataset)
  })

  it('keeps the given train and test folders, one level down, with names and pictures of any size', async () => {
    for (const split of ['Train', 'test']) {
      await put(`archive/kana/${split}/あ/1.png`, dot(255, false, 56))
      await put(`archive/kana/${split}/い/1.png`, dot(255, false))
      await put(`archive/kana/${split}/い/2.PNG`, dot(7, false))
    }
    const dataset = await load('archive')
    expect(dataset).toMatchObject({ name: 'kana', classes: 2, classNames: ['あ', 'い'] })
    expect([dataset.train.count, dataset.test.count]).toEqual([3, 3])
    // One of the four pixels that became one was white.
    expect(Math.max(...dataset.train.images.subarray(0, 784))).toBe(64)
    expect(dataset.train.images[784 + CENTRE]).toBe(255)
  })

  it('decides polarity per picture where the border is clear, by majority elsewhere', async () => {
    const framed = (border: number, inside: number): Uint8Array => {
      const data = new Uint8Array(784).fill(border)
      data[CENTRE] = inside
      return encode({ width: 28, height: 28, data, channels: 1 })
    }
    for (const label of ['a', 'b']) {
      for (const i of [1, 2, 3, 5, 6]) await put(`mixed/${label}/${i}.png`, framed(255, 0))
      await put(`mixed/${label}/4.png`, framed(0, 255))
      await put(`mixed/${label}/0.png`, framed(130, 10))
    }
    const { train } = await load('mixed')
    const pixel = (image: number, at: number) => train.images[image * 784 + at]
    expect([pixel(0, 0), pixel(0, CENTRE)]).toEqual([125, 245])
    expect([pixel(1, 0), pixel(1, CENTRE)]).toEqual([0, 255])
    expect([pixel(4, 0), pixel(4, CENTRE)]).toEqual([0, 255])
  })

  it('says in words what is wrong with a folder that does not fit', async () => {
    await put('loose/a.png', dot(1, true))
    await put('loose/b.png', dot(1, true))
    expect(await refusal('loose')).toMatchObject({ code: 'DATA_PNG_LOOSE', detail: { count: 2 } })
    await put('single/0/a.png', dot(1, true))
    expect(await refusal('single')).toMatchObject({ code: 'DATA_ONE_CLASS', detail: { class: '0' } })
    await put('photos/cats/a.webp', 'x')
    expect(await refusal('photos')).toMatchObject({ code: 'DATA_PNG_ONLY', detail: { file: 'a.webp' } })
    await put('few/0/a.png', dot(1, true))
    await put('few/1/a.png', dot(1, true))
    expect(await refusal('few')).toMatchObject({ code: 'DATA_TOO_FEW_IMAGES', detail: { found: 2 } })
    for (const name of ['0', '1']) await put(`strange/train/${name}/a.png`, dot(1, true))
    for (const name of ['0', 'x']) await put(`strange/test/${name}/a.png`, dot(1, true))
    expect(await refusal('strange')).toMatchObject({ code: 'DATA_CLASSES_DIFFER', detail: { classes: ['x'] } })
    for (let i = 0; i <= 100; i++) await put(`many/${i}/a.png`, '')
    expect(await refusal('many')).toMatchObject({ code: 'DATA_TOO_MANY_CLASSES', detail: { found: 101, max: 100 } })
  })

  it('names the picture that is broken', async () => {
    for (const name of ['0', '1']) for (const i of [0, 1, 2]) await put(`set/${name}/${i}.png`, dot(9, true))
    await put('set/1/2.png', 'no picture')
    expect(await refusal('set')).toMatchObject({ code: 'DATA_PNG_BROKEN', detail: { file: '1/2.png' } })
  })

  it('stops when cancelled', async () => {
    for (const name of ['0', '1']) for (const i of [0, 1, 2]) await put(`set/${name}/${i}.png`, dot(9, true))
    const signal = { aborted: false }
    const onProgress = (): void => void (signal.aborted = true)
    expect(await loadDatasetFolder(join(root, 'set'), { signal, onProgress })).toBeNull()
  })
})
