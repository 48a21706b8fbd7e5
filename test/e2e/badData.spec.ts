import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { expect, test } from './support/studio'
import type { Studio } from './support/studio'
import {
  iterationsShown,
  loadFolder,
  openView,
  setHyperparameter,
  sourceCard,
  waitForData,
  words,
} from './support/workbench'

const images = (count: number) => encodeIdxImages(new Uint8Array(count * 784).fill(128), 28, 28)
const labels = (count: number) => encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % 10))

/** A folder that would load, to be spoilt. */
const good = (): Record<string, Uint8Array | string> => ({
  'train-images-idx3-ubyte': images(40),
  'train-labels-idx1-ubyte': labels(40),
  't10k-images-idx3-ubyte.gz': gzipSync(images(20)),
  't10k-labels-idx1-ubyte.gz': gzipSync(labels(20)),
})

/** A gzip that unpacks to a thousand times its size: `header` and a quarter of a gigabyte of zeros. */
function bomb(header: Uint8Array): Uint8Array {
  const content = Buffer.alloc(256 << 20)
  content.set(header)
  return gzipSync(content, { level: 1 })
}

test.use({ sharedBy: 'badData' })

interface Bad {
  readonly name: string
  readonly spoil: (files: Record<string, Uint8Array | string>) => void
  readonly says: RegExp
}

const BAD: readonly Bad[] = [
  { name: 'missing file', spoil: (f) => delete f['train-labels-idx1-ubyte'], says: /缺少 train-labels-idx1-ubyte/ },
  {
    name: 'swapped',
    spoil: (f) => {
      f['train-images-idx3-ubyte'] = labels(40)
      f['train-labels-idx1-ubyte'] = images(40)
    },
    says: /互换/,
  },
  {
    name: 'web page',
    spoil: (f) => (f['train-images-idx3-ubyte'] = '<!doctype html><title>403</title>'),
    says: /HTML 网页/,
  },
  {
    name: 'LFS pointer',
    spoil: (f) => (f['train-labels-idx1-ubyte'] = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
    says: /Git LFS 指针/,
  },
  { name: 'zip', spoil: (f) => (f['t10k-images-idx3-ubyte.gz'] = Buffer.from('PK\x03\x04\0\0')), says: /ZIP 压缩包/ },
  {
    name: 'png',
    spoil: (f) => (f['train-images-idx3-ubyte'] = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
    says: /PNG 图片/,
  },
  {
    name: 'not 28x28',
    spoil: (f) => (f['train-images-idx3-ubyte'] = encodeIdxImages(new Uint8Array(40 * 32 * 32), 32, 32)),
    says: /32×32，应为 28×28/,
  },
  {
    name: 'label over 9',
    spoil: (f) => (f['train-labels-idx1-ubyte'] = encodeIdxLabels(new Uint8Array(40).fill(10, 7, 8))),
    says: /第 8 个标签是 10，应在 0 到 9 之间/,
  },
  {
    name: 'gzip bomb',
    spoil: (f) => (f['t10k-images-idx3-ubyte.gz'] = bomb(images(20).subarray(0, 16))),
    says: /过长/,
  },
  {
    name: 'cut gzip',
    spoil: (f) => (f['t10k-labels-idx1-ubyte.gz'] = gzipSync(labels(20)).subarray(0, 20)),
    says: /gzip.*（内容不完整）/,
  },
  {
    name: 'truncated',
    spoil: (f) => (f['train-images-idx3-ubyte'] = images(40).subarray(0, 20_000)),
    says: /不完整/,
  },
  { name: 'counts differ', spoil: (f) => (f['train-labels-idx1-ubyte'] = labels(39)), says: /40.*39|39.*40/ },
  {
    name: 'broken gzip',
    spoil: (f) => (f['t10k-images-idx3-ubyte.gz'] = gzipSync(images(20)).fill(7, 30, 60)),
    says: /gzip.*（[^A-Za-z]+）/,
  },
]

/** Opens what is wrong, reads the sentence, and sees that the dataset in use is still there. */
async function expectRefusal(studio: Studio, folder: string, says: RegExp, seen: () => Promise<void>): Promise<void> {
  const { page } = studio
  await loadFolder(studio, folder)
  const alert = page.getByRole('alert').filter({ hasText: says })
  await expect(alert, String(says)).toBeVisible()
  await seen()
  await alert.getByRole('button', { name: words.notice.dismiss }).click()
  await expect(sourceCard(page).getByText(words.data.sampleName, { exact: true })).toBeVisible()
}

test('a folder that is not MNIST is refused in one sentence and the dataset in use stays', async ({
  studio,
  picture,
}) => {
  const { page } = studio
  await waitForData(page)
  for (const { name, spoil, says } of BAD) {
    const folder = await mkdtemp(join(tmpdir(), 'digit studio 数据 '))
    const files = good()
    spoil(files)
    for (const [file, bytes] of Object.entries(files)) await writeFile(join(folder, file), bytes)
    await expectRefusal(studio, folder, says, () => picture(`20-bad-${name.replace(/ /g, '-')}`))
    await rm(folder, { recursive: true, force: true })
  }
})

test('a folder that is empty or cannot be read is refused, and training goes on', async ({ studio, picture }) => {
  test.skip(studio.host !== 'electron', 'a browser never hands such a folder to a page')
  const { page } = studio
  await waitForData(page)
  await openView(page, 'train')
  await setHyperparameter(page, 'iterations', '500000')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(100)
  await page.getByRole('button', { name: words.controls.pause }).click()
  const folder = await mkdtemp(join(tmpdir(), '空 文件夹 '))
  await expectRefusal(studio, folder, /是空的/, () => picture('20-bad-empty'))
  await rm(folder, { recursive: true })
  await expectRefusal(studio, folder, /无法读取文件夹.*（不存在）/, () => picture('20-bad-unreadable'))
  await openView(page, 'train')
  await page.getByRole('button', { name: words.controls.resume }).click()
  const seen = await iterationsShown(page)
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(seen)
  await page.getByRole('button', { name: words.controls.stop }).click()
})

test('a folder without files is refused in a browser, which is not even told its name', async ({ studio }) => {
  test.skip(studio.host !== 'browser', 'the desktop names the folder')
  const { page } = studio
  await waitForData(page)
  const folder = await mkdtemp(join(tmpdir(), 'empty-'))
  await loadFolder(studio, folder)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('所选的文件夹是空的')
  await expect(alert).not.toContainText('“”')
  await rm(folder, { recursive: true })
})

test('a folder with Chinese and spaces in its path is read', async ({ studio, picture }) => {
  const { page } = studio
  await waitForData(page)
  const parent = await mkdtemp(join(tmpdir(), 'digit-studio-'))
  const folder = join(parent, '我的 数据 集')
  await mkdir(folder)
  for (const [file, bytes] of Object.entries(good())) await writeFile(join(folder, file), bytes)
  await loadFolder(studio, folder)
  await expect(sourceCard(page).getByText('我的 数据 集')).toBeVisible()
  await picture('21-chinese-path')
  await rm(parent, { recursive: true, force: true })
})
