import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ElectronApplication } from '@playwright/test'
import AxeBuilder from '@axe-core/playwright'
import { encode } from 'fast-png'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { drawSampleDataset } from '../../src/shared/data/sampleDigits'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS, drawStrokes } from './support/draw'
import { expect, test } from './support/studio'
import { MNIST, openView, setHyperparameter, sourceCard, waitForData, words } from './support/workbench'

const data = zhCN.data

let root: string
let server: Server
/** Files that the mirror was asked for, with their Range. */
const asked: string[] = []

test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'digit-studio-data-'))
  server = createServer(async (request, response) => {
    const file = basename(request.url ?? '')
    const { size } = await stat(join(MNIST ?? '', file))
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    asked.push(`${file} ${from}`)
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': size - from,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${size - 1}/${size}` } : {}),
    })
    // Half of the largest file at the first time, then silence.
    const half = file.startsWith('train-images') && from === 0
    createReadStream(join(MNIST ?? '', file), { start: from, end: half ? 4_999_999 : size }).pipe(response, {
      end: !half,
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // The first mirror cannot be reached; the second is this server. The build under test is not packaged, so it looks here.
  const { port } = server.address() as AddressInfo
  process.env['DIGIT_STUDIO_MIRRORS'] = `http://127.0.0.1:9/mnist/ http://127.0.0.1:${port}/mnist/`
})

test.afterAll(async () => {
  delete process.env['DIGIT_STUDIO_MIRRORS']
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(root, { recursive: true, force: true })
})

test('PNG images in one folder per class are read, browsed by class and counted', async ({ studio, picture }) => {
  const { page } = studio
  const { train } = drawSampleDataset(5, { train: 700, test: 1 })
  const classes = ['零', '一', '二']
  const counts = [0, 0, 0]
  for (let i = 0; i < train.count; i++) {
    const label = train.labels[i] ?? 0
    const name = classes[label]
    if (name === undefined) continue
    counts[label] = (counts[label] ?? 0) + 1
    // Dark on light, and twice as large: turned over and averaged when read.
    const image = new Uint8Array(56 * 56)
    for (let p = 0; p < image.length; p++) {
      image[p] = 255 - (train.images[i * 784 + Math.floor(p / 112) * 28 + Math.floor((p % 56) / 2)] ?? 0)
    }
    await mkdir(join(root, '我的图片', name), { recursive: true })
    const png = encode({ width: 56, height: 56, data: image, channels: 1 })
    await writeFile(join(root, '我的图片', name, `${i}.png`), png)
  }

  await waitForData(page)
  await openView(page, 'data')
  const choose = page.getByRole('button', { name: words.data.choose })
  await studio.chooseFolder(() => choose.click(), join(root, '我的图片'))
  await expect(sourceCard(page).getByText('我的图片', { exact: true })).toBeVisible()
  await expect(page.getByText(data.about.png)).toBeVisible()

  const samples = page.getByRole('list', { name: words.data.samples })
  await expect(samples.getByRole('listitem')).toHaveCount(50)
  // 一 comes before 二 and 零 in the order of the characters: label 0.
  await page.getByTitle(/^一：/).click()
  await expect(page.getByRole('radio', { name: '一' })).toBeChecked()
  await page.getByText(data.orders.listed, { exact: true }).click()
  const ones = (counts[1] ?? 0) - Math.round((counts[1] ?? 0) / 7)
  await expect(samples.getByRole('listitem')).toHaveCount(Math.min(50, ones))
  await expect(samples.getByText('一', { exact: true })).toHaveCount(Math.min(50, ones))
  await page.getByRole('button', { name: data.next }).click()
  await expect(samples.getByRole('listitem')).toHaveCount(ones - 50)
  await expect(page.getByRole('region', { name: data.pixels.title }).getByText(`${ones} 张图像`)).toBeVisible()
  await expect(page.getByRole('img', { name: new RegExp(data.pixels.chart.slice(0, 6)) })).toBeVisible()
  await picture('data-png')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual(
    [],
  )
})

test('a set of 26 letters trains and reads drawings by its own class names', async ({ studio, picture }) => {
  const { page } = studio
  const { train, test: unseen } = drawSampleDataset(6, { train: 1000, test: 200 })
  const folder = join(root, 'letters')
  await mkdir(folder)
  for (const [split, set] of [
    ['train', train],
    ['test', unseen],
  ] as const) {
    // Digits under letters' labels, 1 to 10 of 26, and transposed as EMNIST is.
    const images = set.images.map((_, i) => set.images[i - (i % 784) + (i % 28) * 28 + Math.floor((i % 784) / 28)] ?? 0)
    const labels = set.labels.map((label) => label + 1)
    await writeFile(
      join(folder, `emnist-letters-${split}-images-idx3-ubyte.gz`),
      gzipSync(encodeIdxImages(images, 28, 28)),
    )
    await writeFile(join(folder, `emnist-letters-${split}-labels-idx1-ubyte.gz`), gzipSync(encodeIdxLabels(labels)))
  }
  await waitForData(page)
  await openView(page, 'data')
  const choose = page.getByRole('button', { name: words.data.choose })
  await studio.chooseFolder(() => choose.click(), folder)
  await expect(sourceCard(page).getByText('EMNIST Letters', { exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Z' })).toBeVisible()

  await openView(page, 'train')
  await setHyperparameter(page, 'iterations', '400')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 60_000 })
  await drawStrokes(page, DIGITS[1] ?? [])
  const bars = page.getByRole('list', { name: words.pad.bars })
  await expect(bars.getByRole('listitem')).toHaveCount(10)
  // The drawing of a one stands for the letter of its label.
  await expect(bars.getByRole('listitem').first()).toContainText('B')
  await picture('data-letters')

  // So do other weights beside it, and the list of what was written.
  await openView(page, 'draw')
  await page.getByRole('button', { name: zhCN.drawing.second.now, exact: true }).click()
  const second = page.getByRole('list', { name: zhCN.drawing.second.bars }).getByRole('listitem')
  await expect(second).toHaveCount(10)
  await expect(second.first()).toContainText('B')
  const written = page.getByRole('region', { name: zhCN.drawing.recent.title }).getByRole('button')
  await expect(written).toContainText('B')

  // Any of the 26 can be said to be what was drawn, and stays what it was when another network reads digits.
  const drawing = zhCN.drawing
  const kept = page.getByRole('group', { name: drawing.label.title })
  const own = page.getByRole('region', { name: drawing.own.title })
  await kept.getByRole('combobox').selectOption('Q')
  await expect(kept).toContainText(drawing.label.saved.replace('{digit}', 'Q'))
  await expect(own).toContainText(drawing.own.count.replace('{n}', '1'))
  await own.getByRole('button', { name: drawing.own.measure }).click()
  await expect(own.getByRole('listitem')).toContainText(`Q${drawing.own.wrong.replace('{digit}', 'B')}`)
  const recent = page.getByRole('region', { name: drawing.recent.title }).getByRole('button')
  await expect(recent).toHaveAccessibleName(/^读作 B（/)
  await picture('data-letters-label')
  await openView(page, 'data')
  await page.getByRole('button', { name: words.data.useSample }).click()
  await expect(sourceCard(page).getByText('EMNIST Letters', { exact: true })).toBeHidden()
  // The letters are still read: those are the weights in use, whatever is loaded.
  await expect(bars.getByRole('listitem').first()).toBeHidden()
  await openView(page, 'draw')
  await expect(bars.getByRole('listitem').first()).toContainText('B')
  await page.getByRole('button', { name: words.pad.clear }).click()
  await page.getByRole('button', { name: words.controls.step }).click()
  await expect(kept.getByRole('button')).toHaveCount(10)
  await expect(recent).toHaveAccessibleName(/^读作 B（/)
})

test('MNIST is downloaded, resumed, checked, loaded, and its folder can be opened again', async ({
  studio,
  picture,
}) => {
  const { page, host } = studio
  await waitForData(page)
  await openView(page, 'data')
  const download = page.getByRole('button', { name: data.download })
  if (host === 'browser') {
    // The mirrors do not serve pages of other origins.
    await expect(download).toHaveCount(0)
    return
  }
  test.skip(MNIST === null, 'MNIST_DIR is not set: there are no files for a mirror to serve')

  await download.click()
  await expect(page.getByText(data.received.replace('{done}', '6.7').replace('{total}', '11.6'))).toBeVisible({
    timeout: 30_000,
  })
  await picture('data-downloading')
  await page.getByRole('button', { name: data.cancelDownload }).click()
  await expect(download).toBeVisible()
  await download.click()
  await expect(sourceCard(page).getByText('60,000')).toBeVisible({ timeout: 30_000 })
  await expect(sourceCard(page).getByText('MNIST', { exact: true }).first()).toBeVisible()
  expect(asked.at(-1)).toBe('train-images-idx3-ubyte.gz 5000000')
  await expect(page.getByRole('list', { name: words.data.samples }).getByRole('listitem')).toHaveCount(50)
  await picture('data-mnist')

  await page.getByRole('button', { name: words.data.useSample }).click()
  await expect(sourceCard(page).getByText(words.data.sampleName, { exact: true })).toBeVisible()
  const before = asked.length
  await page.getByRole('region', { name: data.recent }).getByRole('button', { name: 'MNIST' }).click()
  await expect(sourceCard(page).getByText('60,000')).toBeVisible({ timeout: 30_000 })
  expect(asked).toHaveLength(before)
})

/** What is on the system's clipboard. */
const copied = (electron: ElectronApplication): Promise<{ text: string; isPicture: boolean }> =>
  electron.evaluate(async ({ clipboard }) => ({
    text: await clipboard.readText(),
    isPicture: await clipboard.has('image/png'),
  }))

/** Files as they are downloaded: Fashion-MNIST and KMNIST have the names of MNIST, so the folder tells them apart. */
for (const { folder, title, names, shown } of [
  { folder: 'fashion-mnist', title: 'Fashion-MNIST', names: data.fashion, shown: '短靴' },
  { folder: 'KMNIST', title: 'Kuzushiji-MNIST', names: [...'おきすつなはまやれを'], shown: 'を' },
]) {
  test(`${title} has its class names in 数据, 识别 and what is copied`, async ({ studio, picture }) => {
    const { page, electron } = studio
    const { train, test: unseen } = drawSampleDataset(7, { train: 1000, test: 200 })
    await mkdir(join(root, folder))
    for (const [split, set] of [
      ['train', train],
      ['t10k', unseen],
    ] as const) {
      const file = (part: string) => join(root, folder, `${split}-${part}-ubyte.gz`)
      await writeFile(file('images-idx3'), gzipSync(encodeIdxImages(set.images, 28, 28)))
      await writeFile(file('labels-idx1'), gzipSync(encodeIdxLabels(set.labels)))
    }
    await waitForData(page)
    await openView(page, 'data')
    const choose = page.getByRole('button', { name: words.data.choose })
    await studio.chooseFolder(() => choose.click(), join(root, folder))
    await expect(sourceCard(page).getByText(title, { exact: true })).toBeVisible()
    for (const name of names) await expect(page.getByRole('radio', { name: `${name}：` })).toBeVisible()
    await expect(page.getByRole('rowheader', { name: shown, exact: true })).toBeVisible()
    await expect(page.getByRole('img', { name: words.greyScale })).toBeVisible()
    await picture(`data-${folder}`)
    if (electron) {
      await page.getByRole('button', { name: data.copy.counts }).click()
      await expect(page.getByText(words.copied)).toBeAttached()
      const lines = (await copied(electron)).text.trimEnd().split('\n')
      expect(lines[0]?.split('\t')).toEqual([data.classes, words.data.train, words.data.test])
      expect((await copied(electron)).isPicture).toBe(false)
      expect(lines.slice(1).map((line) => line.split('\t'))).toEqual(names.map((name) => [name, '100', '20']))
      for (const what of [data.copy.countsPicture, data.copy.means, data.copy.pixels]) {
        const button = page.getByRole('button', { name: what })
        await button.click()
        // It says so once it is there.
        await expect(button.locator('..').getByRole('status')).toHaveText(words.copied)
        expect((await copied(electron)).isPicture).toBe(true)
      }
    }

    await openView(page, 'train')
    await setHyperparameter(page, 'iterations', '400')
    await page.getByRole('button', { name: words.controls.start }).click()
    await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 60_000 })
    await openView(page, 'draw')
    await drawStrokes(page, DIGITS[9] ?? [])
    await expect(page.getByRole('region', { name: words.view.draw })).toHaveAttribute('aria-busy', 'false')
    const bars = page.getByRole('list', { name: words.pad.bars }).getByRole('listitem')
    expect(await bars.locator('span').allInnerTexts()).toEqual(names)
    // A key says the class at its place.
    await page.keyboard.press('9')
    await expect(page.getByText(zhCN.drawing.label.saved.replace('{digit}', shown))).toBeVisible()
    await picture(`draw-${folder}`)
    if (electron) {
      await page.getByRole('button', { name: zhCN.drawing.copy }).click()
      const table = (await copied(electron)).text
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t'))
      expect(table.map(([name]) => name)).toEqual([data.classes, ...names])
      expect(table.slice(1).reduce((sum, [, share]) => sum + Number(share), 0)).toBeCloseTo(1, 6)
    }
  })
}
