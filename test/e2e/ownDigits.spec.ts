import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { OWN_FILES, decodeOwnDigits } from '../../src/shared/data/ownDigits'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS } from './support/draw'
import { draw, trainAnew, trained } from './support/drawing'
import { expect, test } from './support/studio'
import { openView, waitForData } from './support/workbench'

const d = zhCN.drawing
const own = (page: Page) => page.getByRole('region', { name: d.own.title })
const count = (page: Page, n: number) => expect(own(page)).toContainText(d.own.count.replace('{n}', String(n)))
const kept = (digit: number) => d.label.saved.replace('{digit}', String(digit))

test('own digits are collected with the digit keys, kept, measured, exported and mixed in', async ({
  studio,
  picture,
}, info) => {
  let page = await trained(studio)
  for (const [digit, key] of [
    [3, 3],
    [5, 6],
    [7, 7],
  ] as const) {
    await draw(page, DIGITS[digit])
    await page.keyboard.press(String(key))
    await expect(page.getByText(kept(key))).toBeVisible()
  }
  await page.keyboard.press('1')
  await expect(page.getByText(kept(1))).toBeVisible()
  await page.keyboard.press('7')
  await expect(page.getByText(kept(7))).toBeVisible()
  await count(page, 3)

  await own(page).getByRole('button', { name: d.own.measure }).click()
  await expect(own(page)).toContainText('/ 3')
  await picture('33-own-digits')

  await own(page)
    .getByRole('button', { name: d.own.remove.replace('{digit}', '6') })
    .click()
  await count(page, 2)
  await own(page).getByRole('button', { name: d.own.undo }).click()
  await count(page, 3)

  if (studio.host === 'electron') {
    const file = info.outputPath('mine-images-idx3-ubyte.gz')
    await studio.saveTo(() => own(page).getByRole('button', { name: d.own.export }).click(), file)
    await expect(own(page)).toContainText('mine-images-idx3-ubyte.gz')
    const read = async (path: string) => new Uint8Array(gunzipSync(await readFile(path)))
    const digits = decodeOwnDigits({
      images: await read(file),
      labels: await read(file.replace('images-idx3', 'labels-idx1')),
    })
    expect([...digits.labels]).toEqual([3, 6, 7])
  } else {
    const files = [page.waitForEvent('download', (file) => file.suggestedFilename().includes(OWN_FILES.labels))]
    await own(page).getByRole('button', { name: d.own.export }).click()
    await Promise.all(files)
  }

  await own(page).getByRole('checkbox', { name: d.own.mix }).check()
  await openView(page, 'train')
  await trainAnew(page, 300)

  const next = await studio.restart()
  page = next.page
  await waitForData(page)
  await openView(page, 'draw')
  await count(page, 3)
  await expect(own(page).getByRole('checkbox', { name: d.own.mix })).toBeChecked()
})
