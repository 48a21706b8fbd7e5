import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expectAccessible, expectAccessibleInBothThemes } from './support/accessible'
import { expect, test } from './support/studio'
import { openView, waitForData, words } from './support/workbench'

const { runs } = zhCN
const name = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')

/** Trains with the settings of a code, as a person who was sent one. */
async function trainWith(page: Page, code: string): Promise<void> {
  await openView(page, 'runs')
  await page.getByLabel(runs.paste).fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words.controls.start }).click()
}

async function listOf(page: Page, count: number) {
  await openView(page, 'runs')
  const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox') })
  await expect(rows).toHaveCount(count, { timeout: 60_000 })
  return rows
}

test('runs are kept, compared, renamed, deleted, taken back and exported', async ({ studio, picture }, info) => {
  const { page } = studio
  await waitForData(page)
  await openView(page, 'runs')
  await expect(page.getByRole('button', { name: runs.empty.start })).toBeVisible()
  await picture('runs-empty')
  await trainWith(page, 'ds1:i600')
  await listOf(page, 1)
  await trainWith(page, 'ds1:i600-l0.3-h20')
  const rows = await listOf(page, 2)

  for (const box of await rows.getByRole('checkbox').all()) await box.check()
  const table = page.getByRole('table', { name: runs.differences })
  await expect(table.getByRole('row', { name: /学习率/ }).first()).toContainText('0.3')
  await picture('runs-compare')
  await expectAccessible(page, 'two runs compared')

  await page.getByRole('button', { name: '训练 2', exact: true }).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('大学习率')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '大学习率', exact: true })).toBeVisible()

  await page.getByRole('button', { name: '大学习率', exact: true }).click()
  const archive = info.outputPath('run.zip')
  await studio.saveTo(() => page.getByRole('button', { name: runs.action.export }).click(), archive)
  await expect(page.getByText(/^已导出/)).toBeVisible()
  const files = unzipSync(new Uint8Array(await readFile(archive)))
  expect(Object.keys(files).sort()).toEqual([
    'README.md',
    'accuracy.csv',
    'accuracy.png',
    'digit.npy',
    'events.csv',
    'loss.csv',
    'loss.png',
    'settings.json',
    'use_weights.py',
    'weights.npz',
  ])
  expect(new TextDecoder().decode(files['README.md'])).toContain('ds1:h20-l0.3-i600')
  expect(JSON.parse(new TextDecoder().decode(files['settings.json']))).toMatchObject({
    title: '大学习率',
    code: 'ds1:h20-l0.3-i600',
  })

  await page.getByRole('button', { name: `${runs.action.delete} 大学习率` }).click()
  await listOf(page, 1)
  await expect(page.getByRole('button', { name: runs.undo })).toBeVisible()
  await expectAccessibleInBothThemes(page, 'the offer to take a deleted run back')
  await page.getByRole('button', { name: runs.undo }).click()
  await listOf(page, 2)
  await page.getByRole('searchbox', { name: runs.filter }).fill('大学习率')
  await listOf(page, 1)
})

test('a run that goes on when the application closes is offered at the next start and goes on', async ({ studio }) => {
  const { page } = studio
  await waitForData(page)
  await trainWith(page, 'ds1:i1000000-l0.05')
  await expect(page.getByRole('button', { name: words.controls.pause })).toBeVisible()
  // A browser gives a page no time at its end: there the run is saved when it pauses.
  if (studio.host === 'browser') {
    await page.getByRole('button', { name: words.controls.pause }).click()
    await listOf(page, 1)
  }
  const next = (await studio.restart()).page
  await expect(next.getByRole('button', { name: runs.offer.continue })).toBeVisible({ timeout: 60_000 })
  await expectAccessibleInBothThemes(next, 'the offer to go on with the run before')
  await next.getByRole('button', { name: runs.offer.continue }).click()
  await expect(next.getByRole('button', { name: words.controls.pause })).toBeVisible()
  await next.getByRole('button', { name: words.controls.pause }).click()
  await openView(next, 'runs')
  await expect(next.getByRole('row').filter({ has: next.getByRole('checkbox') })).toHaveCount(1)
  await expect(next.getByText(name('学习率 {rate}', { rate: '0.05' })).first()).toBeVisible()
})
