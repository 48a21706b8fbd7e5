import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import { beginAnew, hyperparameter, iterationsShown, openView, setHyperparameter, words } from './support/workbench'

test.use({ sharedBy: 'views' })
test.beforeEach(({ studio }) => beginAnew(studio.page))

/** Presses an entry of the rail and counts, in the first frame that shows its view, the canvases that hold nothing. */
const emptyChartsInFirstFrame = (page: Page, entry: string): Promise<number> =>
  page.evaluate(async (label) => {
    const buttons = [...document.querySelectorAll<HTMLElement>('nav button')]
    buttons.find((button) => button.innerText.trim() === label)?.click()
    await new Promise(requestAnimationFrame)
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.charts canvas')]
    if (canvases.length !== 2) return NaN
    // The middle of a plot holds level lines of the grid at least.
    return canvases.filter((canvas) => {
      const { width, height } = canvas
      if (width === 0 || height === 0) return true
      const pixels = canvas.getContext('2d')?.getImageData(width >> 1, 0, 1, height).data ?? []
      return !pixels.some((value) => value > 0)
    }).length
  }, entry)

test('charts are whole in the first frame after coming back, also in another theme', async ({ studio }) => {
  const { page } = studio
  await setHyperparameter(page, 'iterations', '300')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible()
  for (const theme of ['dark', 'light'] as const) {
    await openView(page, 'settings')
    await page.getByText(words.settings.themes[theme], { exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    expect(await emptyChartsInFirstFrame(page, words.view.train)).toBe(0)
  }
})

test('? lists the keys, Escape closes the list, and S stops', async ({ studio, picture }) => {
  const { page } = studio
  await setHyperparameter(page, 'iterations', '1000000')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(0)
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: zhCN.shortcuts.title })
  await expect(list.getByText(zhCN.shortcuts.key.restart.does)).toBeVisible()
  await picture('60-keys')
  // Keys belong to the list while it is open.
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: words.controls.pause, includeHidden: true })).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible()
})

test('every button says its key where the pointer rests', async ({ studio }) => {
  const { page } = studio
  const tip = (name: string | RegExp) => page.getByRole('button', { name }).first().getAttribute('title')
  expect(await tip(words.controls.start)).toContain(words.controls.spaceKey)
  expect(await tip(words.controls.step)).toContain('→')
  expect(await tip(words.controls.restart)).toContain('R')
  expect(await tip(words.controls.anotherSeed)).toContain('Shift+R')
  // A run that goes on can be stopped, one that has ended lengthened: in one place.
  await setHyperparameter(page, 'iterations', '1000000')
  await page.getByRole('button', { name: words.controls.start }).click()
  expect(await tip(words.controls.stop)).toContain('S')
  await page.getByRole('button', { name: words.controls.stop }).click()
  expect(await tip(/^再练/)).toContain('L')
  if (studio.host === 'electron') expect(await tip(words.view.inside)).toContain('Ctrl+4')
})

test('the rarer hyperparameters are shown where there is room, and stay as a person left them', async ({ studio }) => {
  const { page } = studio
  const engine = hyperparameter(page, 'engine')
  const fold = page.getByText(words.form.advanced, { exact: true })
  await page.setViewportSize({ width: 1440, height: 760 })
  await expect(engine).toBeHidden()
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(engine).toBeVisible()
  await fold.click()
  await expect(engine).toBeHidden()
  await page.setViewportSize({ width: 1440, height: 760 })
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(engine).toBeHidden()
  await fold.click()
  await expect(engine).toBeVisible()
})
