import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { expect, test } from './support/studio'
import { loadFolder, sourceCard, waitForData, words } from './support/workbench'

const images = (count: number) => encodeIdxImages(new Uint8Array(count * 784).fill(128), 28, 28)
const labels = (count: number) => encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % 10))

/** A folder that would load, to be spoilt. */
const good = (): Record<string, Uint8Array | string> => ({
  'train-images-idx3-ubyte': images(40),
  'train-labels-idx1-ubyte': labels(40),
  't10k-images-idx3-ubyte.gz': gzipSync(images(20)),
  't10k-labels-idx1-ubyte.gz': gzipSync(labels(20)),
})

const BAD: readonly { name: string; spoil: (files: Record<string, Uint8Array | string>) => void; says: RegExp }[] = [
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
    name: 'truncated',
    spoil: (f) => (f['train-images-idx3-ubyte'] = images(40).subarray(0, 20_000)),
    says: /不完整/,
  },
  { name: 'counts differ', spoil: (f) => (f['train-labels-idx1-ubyte'] = labels(39)), says: /40.*39|39.*40/ },
  {
    name: 'broken gzip',
    spoil: (f) => (f['t10k-images-idx3-ubyte.gz'] = gzipSync(images(20)).fill(7, 30, 60)),
    says: /gzip.*损坏/,
  },
]

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
    await loadFolder(studio, folder)
    const alert = page.getByRole('alert').filter({ hasText: says })
    await expect(alert, name).toBeVisible()
    await picture(`20-bad-${name.replace(/ /g, '-')}`)
    await alert.getByRole('button', { name: words.notice.dismiss }).click()
    await expect(sourceCard(page).getByText(words.data.sampleName, { exact: true })).toBeVisible()
    await rm(folder, { recursive: true, force: true })
  }
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
