import type { Page } from '@playwright/test'
import { en } from '../../src/shared/i18n/en'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS, drawStrokes } from './support/draw'
import { trained } from './support/drawing'
import { layoutOf } from './support/reachable'
import { expect, test } from './support/studio'
import { openView, words } from './support/workbench'

test.use({ sharedBy: 'zoom' })

const VIEWS = ['data', 'train', 'draw', 'inside', 'runs', 'settings'] as const

/** A run, a drawing with its label and a second set of weights, so that every view shows all that it has. */
async function fillViews(page: Page): Promise<void> {
  await drawStrokes(page, DIGITS[3] ?? [])
  await page.keyboard.press('3')
  await page.getByRole('button', { name: zhCN.drawing.comparison.now, exact: true }).click()
}

async function expectEverythingInside(page: Page, what: string): Promise<void> {
  await expect(page.getByRole('region', { name: words.notice.region }).locator('.notice')).toHaveCount(0)
  expect(await layoutOf(page), what).toEqual({ tooWide: 0, cutOff: [], covered: [] })
}

/** A window of 1024x700 and one of 1440x900 at 200 %, the smallest window, a wide one and 4K. */
const SIZES = [
  [512, 350],
  [720, 450],
  [1024, 700],
  [1440, 900],
  [1920, 1080],
  [3840, 2160],
] as const

test('from 200 % in a small window to 4K every control of every view can be reached, and type grows on a large screen', async ({
  studio,
  picture,
}) => {
  test.setTimeout(180_000)
  const page = await trained(studio)
  await fillViews(page)
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height })
    await expect(page.locator('html')).toHaveCSS('font-size', width > 1920 ? '27px' : '16px')
    for (const view of VIEWS) {
      await openView(page, view)
      await picture(`61-${view}-${width}x${height}`)
      await expectEverythingInside(page, `${view} at ${width}x${height}`)
    }
  }
})

test('a desktop window of 1440x900 zoomed to 200 % shows every view whole', async ({ studio, picture }) => {
  const { electron } = studio
  test.skip(electron === null, 'a browser zooms its page itself')
  if (!electron) return
  const page = await trained(studio)
  await fillViews(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  const zoom = (factor: number) =>
    electron.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to)
    }, factor)
  await zoom(2)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(720)
  for (const view of VIEWS) {
    await openView(page, view)
    await picture(`62-${view}-zoomed`)
    await expectEverythingInside(page, `${view} at 200 %`)
  }
  await zoom(1)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1440)
})

test('what can be done with a run stands in one row at 1440x900, in both languages', async ({ studio, picture }) => {
  const page = await trained(studio)
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const [language, messages] of [
    ['English', en],
    ['中文', zhCN],
  ] as const) {
    await page.getByRole('navigation').getByRole('button').last().click()
    await page.getByText(language, { exact: true }).click()
    const { action, copyTable } = messages.runs
    await page.getByRole('navigation').getByRole('button', { name: messages.app.view.runs }).click()
    const panel = page.locator('.facts')
    for (const row of [
      [action.continue, action.weights, action.fill, action.export],
      [action.markdown, action.code, copyTable],
    ]) {
      const tops = row.map(async (name) => (await panel.getByRole('button', { name, exact: true }).boundingBox())?.y)
      expect(new Set(await Promise.all(tops)).size, row.join()).toBe(1)
    }
    await picture(`63-runs-${language}`)
  }
})

test('a view begins at its top and comes back where it was left', async ({ studio }) => {
  const page = await trained(studio)
  await page.setViewportSize({ width: 720, height: 450 })
  const place = () => page.locator('main').evaluate((main) => main.scrollTop)
  await openView(page, 'settings')
  await page.locator('main').hover()
  await page.mouse.wheel(0, 200)
  await expect.poll(place).toBeGreaterThan(150)
  const left = await place()
  await openView(page, 'data')
  expect(await place()).toBe(0)
  await openView(page, 'settings')
  expect(await place()).toBe(left)
})

test('on a large screen the settings are in the middle, in two columns', async ({ studio }) => {
  const page = await trained(studio)
  for (const [width, height] of [
    [1920, 1080],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height })
    await openView(page, 'settings')
    const boxOf = async (name: string) => {
      const box = await page.getByRole('region', { name, exact: true }).boundingBox()
      if (box === null) throw new Error(`${name} is not visible`)
      return box
    }
    const settings = await boxOf(words.settings.title)
    const [keys, about] = [await boxOf(zhCN.shortcuts.title), await boxOf(zhCN.about.title)]
    const main = await page.locator('main').boundingBox()
    if (main === null) throw new Error('no view')
    expect(keys.x).toBeGreaterThan(settings.x + settings.width)
    expect(about.x).toBe(keys.x)
    expect(about.y).toBeGreaterThan(keys.y + keys.height)
    expect((settings.x + keys.x + keys.width) / 2).toBeCloseTo(main.x + main.width / 2, 0)
    expect(settings.y + settings.height / 2).toBeCloseTo(main.y + main.height / 2, 0)
  }
})
