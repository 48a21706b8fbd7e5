import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { drawSampleDataset } from '../../src/shared/data/sampleDigits/sampleDigits'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expectAccessible } from './support/accessible'
import { DIGITS, drawStrokes } from './support/draw'
import { putIdxFolder } from './support/idxFolder'
import { expect, test } from './support/studio'
import { openView, setHyperparameter, sourceCard, waitForData, words } from './support/workbench'

const data = zhCN.data

let root: string
test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'digit-studio-data-'))
})
test.afterAll(() => rm(root, { recursive: true, force: true }))

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
  await expectAccessible(page, 'a dataset of PNG images')
})

test('a set of 26 letters trains and reads drawings by its own class names', async ({ studio, picture }) => {
  const { page } = studio
  const folder = join(root, 'letters')
  // Digits under letters' labels, 1 to 10 of 26, and transposed as EMNIST is.
  await putIdxFolder(folder, 6, {
    ...{ train: 'emnist-letters-train', test: 'emnist-letters-test', transposed: true },
    label: (digit) => digit + 1,
  })
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

  // The same for a comparison model, and for the list of recent drawings.
  await openView(page, 'draw')
  await page.getByRole('button', { name: zhCN.drawing.comparison.now, exact: true }).click()
  const compared = page.getByRole('list', { name: zhCN.drawing.comparison.bars }).getByRole('listitem')
  await expect(compared).toHaveCount(10)
  await expect(compared.first()).toContainText('B')
  const written = page.getByRole('region', { name: zhCN.drawing.recent.title }).getByRole('listitem')
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
  const recent = page.getByRole('region', { name: drawing.recent.title }).getByRole('listitem').getByRole('button')
  await expect(recent).toHaveAccessibleName(/^识别为 B（/)
  await picture('data-letters-label')
  await openView(page, 'data')
  await page.getByRole('button', { name: words.data.useSample }).click()
  await expect(sourceCard(page).getByText('EMNIST Letters', { exact: true })).toBeHidden()
  // The letters are still read: those are the weights in use, whatever is loaded.
  await expect(bars.getByRole('listitem').first()).toBeHidden()
  await openView(page, 'draw')
  await expect(bars.getByRole('listitem').first()).toContainText('B')
  await page.getByRole('button', { name: words.pad.clear }).click()
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(kept.getByRole('button')).toHaveCount(10)
  await expect(recent).toHaveAccessibleName(/^识别为 B（/)
})
