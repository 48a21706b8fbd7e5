import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createOwnDigitsStore } from '../../src/main/ownDigitsStore'
import { loadDatasetFolder, openDatasetFolder } from '../../src/node/datasetFolder'
import { StudioError } from '../../src/shared/core/errors'
import type { Dataset, ImageSet } from '../../src/shared/data/dataset'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { readDataset } from '../../src/shared/data/readers/readDataset'
import { NO_OWN_DIGITS, insertOwnDigit, labelNamed } from '../../src/shared/data/ownDigits'
import { errorText } from '../../src/shared/i18n/messages'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'digit studio 类别-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const put = (name: string, bytes: Uint8Array | string): Promise<void> => writeFile(join(root, name), bytes)

/** Each image holds its number and its label in the first pixels. */
function images(labels: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(labels.length * 784)
  labels.forEach((label, i) => bytes.set([i % 256, label], i * 784))
  return bytes
}

async function putPart(stem: string, labels: readonly number[]): Promise<void> {
  await put(`${stem}images-idx3-ubyte.gz`, gzipSync(encodeIdxImages(images(labels), 28, 28)))
  await put(`${stem}labels-idx1-ubyte`, encodeIdxLabels(Uint8Array.from(labels)))
}

/** Labels 0, 1, 2 ... round and round. */
const round = (count: number, classes: number): number[] => Array.from({ length: count }, (_, i) => i % classes)

async function load(folder = root, wanted: readonly string[] = []): Promise<Dataset> {
  const dataset = await loadDatasetFolder(folder, { wanted })
  if (!dataset) throw new Error('cancelled')
  return dataset
}

async function refusal(): Promise<StudioError> {
  try {
    await load()
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('the folder was accepted')
}

const numbers = (set: ImageSet): number[] => Array.from({ length: set.count }, (_, i) => set.images[i * 784] ?? -1)

describe('classes.txt', () => {
  beforeEach(async () => {
    await putPart('train-', round(24, 12))
    await putPart('t10k-', round(12, 12))
  })

  it('names the classes of four files whose labels then may go beyond 9, whatever ends its lines', async () => {
    expect(await refusal()).toMatchObject({ code: 'DATA_LABEL_RANGE', detail: { index: 11, label: 10, max: 9 } })
    const names = [...'零一二三四五六七八九', 'Q', 'ankle boot']
    for (const text of [
      names.join('\n'),
      `${names.join('\r\n')}\r\n\r\n`,
      `\uFEFF${names.map((name) => ` ${name} `).join('\n')}\n`,
    ]) {
      await put('Classes.TXT', text)
      expect(await load()).toMatchObject({ classes: 12, set: 'idx', classNames: names })
    }
  })

  it('is asked before the name of the folder', async () => {
    await mkdir(join(root, 'fashion'))
    root = join(root, 'fashion')
    await putPart('train-', round(8, 2))
    await putPart('t10k-', round(4, 2))
    expect((await load()).set).toBe('fashion')
    await put('classes.txt', 'cat\ndog\n')
    expect(await load()).toMatchObject({ set: 'idx', classNames: ['cat', 'dog'] })
    root = join(root, '..')
  })

  it('must have a line for every label', async () => {
    await put('classes.txt', round(11, 11).join('\n'))
    expect(await refusal()).toMatchObject({ code: 'DATA_LABEL_RANGE', detail: { label: 11, min: 0, max: 10 } })
  })

  it('says nothing of a set that is known without it', async () => {
    await putPart('emnist-letters-train-', [1, 26])
    await putPart('emnist-letters-test-', [1, 26])
    await put('classes.txt', 'one\ntwo\n')
    const letters = await load(root, ['emnist-letters-train-images-idx3-ubyte.gz'])
    expect(letters).toMatchObject({ set: 'emnist-letters', classes: 26 })
  })

  it.each<[string, Uint8Array | string, object]>([
    ['DATA_NAMES_COUNT', '', { found: 0, min: 2, max: 100 }],
    ['DATA_NAMES_COUNT', ' \n\n\t\n', { found: 0 }],
    ['DATA_NAMES_COUNT', 'only one\n', { found: 1 }],
    ['DATA_NAMES_COUNT', round(101, 101).join('\n'), { found: 101 }],
    ['DATA_NAMES_COUNT', `${'中'.repeat(50)}\n`.repeat(5000), { max: 100 }],
    ['DATA_NAMES_LINE', 'a\nb\n\nd\n', { line: 3 }],
    ['DATA_NAMES_LINE', 'a\nb\nc\nb\n', { line: 4 }],
    ['DATA_NAMES_LINE', `a\n${'b'.repeat(256)}\n`, { line: 2, max: 255 }],
    ['DATA_NAMES_NOT_TEXT', Uint8Array.of(0xc4, 0xe3, 0x0a, 0xba, 0xc3), {}], // 你 and 好 in GBK
    ['DATA_NAMES_NOT_TEXT', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x0a, 0, 0x62, 0), {}], // UTF-16
    ['DATA_NAMES_NOT_TEXT', Uint8Array.of(0x61, 0, 0x0a, 0, 0x62, 0), {}],
  ])('is refused with %s (case %#), in one sentence that leaves no gap', async (code, bytes, detail) => {
    await put('classes.txt', bytes)
    const error = await refusal()
    expect(error).toMatchObject({ code, detail: { file: 'classes.txt', ...detail } })
    for (const language of ['zh-CN', 'en'] as const) {
      expect(errorText(error, language)).toContain('classes.txt')
      expect(errorText(error, language)).not.toContain('{')
    }
  })
})

describe('images and labels that nobody split', () => {
  it('are split six to one in each class, always the same way', async () => {
    const labels = round(70, 2)
    await putPart('mine-', labels)
    await put('mine-classes.txt', 'p\nq\n')
    const { train, test, ...about } = await load()
    expect(about).toMatchObject({ classes: 2, classNames: ['p', 'q'], set: 'idx', source: 'folder' })
    expect([train.count, test.count]).toEqual([60, 10])
    expect([...test.labels].sort()).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    expect([...numbers(train), ...numbers(test)].sort((a, b) => a - b)).toEqual(labels.map((_, i) => i))
    for (const set of [train, test]) {
      expect([...set.labels]).toEqual(Array.from({ length: set.count }, (_, i) => set.images[i * 784 + 1]))
    }
    expect(numbers((await load()).test)).toEqual(numbers(test))
  })

  it('come in order where they are more than one piece', async () => {
    const labels = round(6000, 10)
    await putPart('', labels)
    const { train, test } = await load()
    expect([train.count, test.count]).toEqual([5140, 860])
    for (const set of [train, test]) {
      expect([...set.labels]).toEqual(Array.from({ length: set.count }, (_, i) => set.images[i * 784 + 1]))
    }
  })

  it('come one split after the other: an engine takes in one at a time', async () => {
    await putPart('', round(6000, 10))
    const order: string[] = []
    const chunk = (split: string, part: string) => {
      if (order.at(-1) !== `${split} ${part}`) order.push(`${split} ${part}`)
    }
    await readDataset(openDatasetFolder(root), { begin: () => void order.push('begin'), chunk })
    expect(order).toEqual(['begin', 'train images', 'train labels', 'test images', 'test labels'])
  })

  it('are refused where there is one image, and split where no class has two', async () => {
    await putPart('own-', [3])
    expect(await refusal()).toMatchObject({ code: 'DATA_TOO_FEW_IMAGES', detail: { found: 1 } })
    await putPart('own-', [3, 7])
    const { train, test } = await load()
    expect([train.count, test.count]).toEqual([1, 1])
  })

  it('are refused where there are several, and one file that was picked says which', async () => {
    await putPart('a-', round(20, 2))
    await putPart('b-', round(40, 2))
    expect(await refusal()).toMatchObject({
      code: 'DATA_SEVERAL_FOLDERS',
      detail: { folders: ['a-images-idx3-ubyte.gz', 'b-images-idx3-ubyte.gz'] },
    })
    expect((await load(root, ['b-labels-idx1-ubyte'])).train.count).toBe(34)
  })

  it('own digits and letters open as they were kept, from their folder and from the one around it', async () => {
    const store = createOwnDigitsStore(join(root, 'own-digits'))
    const own = [...'3Q3QgQ'].reduce((before, name, i) => {
      const { own, label } = labelNamed(before, name)
      return insertOwnDigit(own, { image: new Uint8Array(784).fill(i + 1), label }, Infinity)
    }, NO_OWN_DIGITS)
    await store.write(own)
    const [generation = ''] = await readdir(join(root, 'own-digits'))
    for (const folder of ['own-digits', join('own-digits', generation)]) {
      const { train, test, ...about } = await load(join(root, folder))
      expect(about).toMatchObject({ name: generation, classes: 12, classNames: [...'0123456789Qg'] })
      const kept = [train, test].flatMap((set) =>
        numbers(set).map((ink, i) => [ink, about.classNames?.[set.labels[i] ?? -1]]),
      )
      expect(kept.sort()).toEqual([...'3Q3QgQ'].map((name, i) => [i + 1, name]))
    }
  })
})
