import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { EMNIST } from '../../src/shared/data/catalogue'
import { OWN_FILES } from '../../src/shared/data/ownDigits'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS } from './support/draw'
import { draw } from './support/drawing'
import { putIdxFolder } from './support/idxFolder'
import { expect, test } from './support/studio'
import type { Studio } from './support/studio'
import { loadFolder, openView, setHyperparameter, sourceCard, waitForData, words } from './support/workbench'

const { data, drawing } = zhCN

let root: string
test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'digit-studio-classes-'))
})
test.afterAll(() => rm(root, { recursive: true, force: true }))

/** Own digits, as they leave the application, in a folder. */
async function exportOwn({ page, electron, saveTo }: Studio, folder: string): Promise<void> {
  const own = page.getByRole('region', { name: drawing.own.title })
  const button = own.getByRole('button', { name: drawing.own.export })
  await mkdir(folder)
  if (electron) {
    await saveTo(() => button.click(), join(folder, `${OWN_FILES.images}.gz`))
    await expect(own).toContainText(drawing.own.exported.replace('{name}', `${OWN_FILES.images}.gz`))
    return
  }
  const names = [`${OWN_FILES.images}.gz`, `${OWN_FILES.labels}.gz`, OWN_FILES.names]
  const files = names.map((name) => page.waitForEvent('download', (file) => file.suggestedFilename() === name))
  await button.click()
  for (const file of await Promise.all(files)) await file.saveAs(join(folder, file.suggestedFilename()))
}

async function trainBriefly(page: Page, iterations: number): Promise<void> {
  await openView(page, 'train')
  await setHyperparameter(page, 'iterations', String(iterations))
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(page.getByText(words.status.ended)).toBeVisible({ timeout: 60_000 })
}

test('drawings that were said to be letters are exported and opened again as a dataset with its class names', async ({
  studio,
  picture,
}) => {
  const { page } = studio
  const letters = join(root, 'letters')
  const stem = (split: string) => `emnist-letters-${split}`
  await putIdxFolder(letters, 6, {
    ...{ train: stem('train'), test: stem('test'), transposed: true },
    label: (digit) => digit + 1,
  })
  await waitForData(page)
  await loadFolder(studio, letters)
  await expect(sourceCard(page).getByText('EMNIST Letters', { exact: true })).toBeVisible()
  await trainBriefly(page, 300)

  await openView(page, 'draw')
  const kept = page.getByRole('group', { name: drawing.label.title })
  const clear = page.getByRole('button', { name: words.pad.clear })
  for (const [digit, letter] of [
    [1, 'Q'],
    [3, 'Q'],
    [7, 'X'],
    [5, 'X'],
  ] as const) {
    if (await clear.isEnabled()) await clear.click()
    await draw(page, DIGITS[digit])
    await kept.getByRole('combobox').selectOption(letter)
    await expect(kept).toContainText(drawing.label.saved.replace('{digit}', letter))
  }

  await exportOwn(studio, join(root, '我写的'))
  await loadFolder(studio, join(root, '我写的'))
  await expect(sourceCard(page).getByText('我写的', { exact: true })).toBeVisible()
  // Ten digits and two letters; of each letter one drawing trains and one tests.
  const classes = page.getByRole('group', { name: words.data.onlyLabel }).getByRole('radio')
  await expect(classes).toHaveCount(13)
  const samples = page.getByRole('list', { name: words.data.samples })
  await expect(samples.getByRole('listitem')).toHaveCount(2)
  await page.getByTitle(/^Q：/).click()
  await expect(samples.getByRole('listitem')).toHaveCount(1)
  await expect(samples.getByText('Q', { exact: true })).toBeVisible()
  await picture('data-own-letters')

  await openView(page, 'train')
  await setHyperparameter(page, 'batch', '2')
  await trainBriefly(page, 100)
  const bars = page.getByRole('list', { name: words.pad.bars })
  await expect(bars.getByText('X', { exact: true })).toBeVisible()
})

test('a set of 62 classes opens, is browsed by class and trains', async ({ studio, picture }) => {
  const { page } = studio
  const folder = join(root, 'gzip')
  const stem = (split: string) => `emnist-byclass-${split}`
  await putIdxFolder(folder, 9, {
    ...{ train: stem('train'), test: stem('test'), transposed: true, counts: { train: 1240, test: 248 } },
    label: (_, i) => i % 62,
  })
  await waitForData(page)
  await loadFolder(studio, folder)
  await expect(sourceCard(page).getByText('EMNIST ByClass', { exact: true })).toBeVisible()
  const names = EMNIST.find(({ id }) => id === 'emnist-byclass')?.classNames ?? []
  const radio = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}：`) })
  for (const name of names) await expect(radio(name)).toBeAttached()
  const samples = page.getByRole('list', { name: words.data.samples })
  for (const name of ['z', 'Z']) {
    await page.getByTitle(new RegExp(`^${name}：`)).click()
    await expect(samples.getByRole('listitem')).toHaveCount(20)
    await expect(samples.getByText(name, { exact: true })).toHaveCount(20)
    await expect(page.getByRole('region', { name: data.pixels.title })).toContainText('20 张图像')
  }
  await picture('data-62-classes')

  await trainBriefly(page, 60)
  await openView(page, 'draw')
  await draw(page, DIGITS[2])
  const bars = page.getByRole('list', { name: words.pad.bars }).getByRole('listitem')
  await expect(bars.first()).toContainText('%')
  const kept = page.getByRole('group', { name: drawing.label.title })
  await kept.getByRole('combobox').selectOption('z')
  await expect(kept).toContainText(drawing.label.saved.replace('{digit}', 'z'))
  await picture('draw-62-classes')
})
