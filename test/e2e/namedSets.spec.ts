import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
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
    await putIdxFolder(join(root, folder), 7)
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
