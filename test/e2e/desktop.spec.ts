import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import { titleOf } from './support/studio'
import { beginAnew, iterationsShown, setHyperparameter, words } from './support/workbench'

test.use({ sharedBy: 'desktop' })
test.beforeEach(({ studio }) => beginAnew(studio.page))

const start = (page: Page) => page.getByRole('button', { name: words.controls.start }).click()

test('the bar on the taskbar rises with the run, stands yellow in a pause and goes with its end', async ({
  studio,
}) => {
  const { page, electron } = studio
  test.skip(electron === null, 'a browser has no bar on the taskbar')
  if (!electron) return
  await electron.evaluate(({ BrowserWindow }) => {
    // Listens in: what is asked of the window still reaches it.
    const { prototype } = BrowserWindow
    const set = Reflect.get(prototype, 'setProgressBar')
    const bars: [number, string][] = []
    prototype.setProgressBar = function (share, options) {
      bars.push([share, options?.mode ?? ''])
      set.call(this, share, options)
    }
    Object.assign(globalThis, { bars })
  })
  const bars = (): Promise<[number, string][]> =>
    electron.evaluate(() => (globalThis as typeof globalThis & { bars?: [number, string][] }).bars ?? [])
  await setHyperparameter(page, 'hidden', '10')
  await setHyperparameter(page, 'batch', '5')
  await setHyperparameter(page, 'iterations', '300000')
  await start(page)
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(1_000)
  await page.getByRole('button', { name: words.controls.pause }).click()
  await expect.poll(async () => (await bars()).at(-1)?.[1]).toBe('paused')
  await page.getByRole('button', { name: words.controls.resume }).click()
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 60_000 })
  await expect.poll(async () => (await bars()).at(-1)?.[0]).toBe(-1)

  const all = await bars()
  // Before the first iteration there is no bar; from then on it never goes until the end.
  const shares = all
    .slice(
      all.findIndex(([share]) => share >= 0),
      -1,
    )
    .map(([share]) => share)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares[0]).toBeGreaterThanOrEqual(0)
  expect(shares[0]).toBeLessThan(0.1)
  expect(shares.at(-1)).toBeLessThanOrEqual(1)
  expect(new Set(shares).size).toBeGreaterThan(5)
  expect(all.filter(([, mode]) => mode === 'paused')).toHaveLength(1)
})

test('the menu speaks the language of the window and knows training', async ({ studio }) => {
  const { page, electron } = studio
  test.skip(electron === null, 'a browser has no menu')
  if (!electron) return
  const labels = () => electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
  expect(await labels()).toContain(zhCN.desktop.menu.training)
  await electron.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
    items?.find((item) => item.label === label)?.click()
  }, zhCN.desktop.menu.toggle)
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(10)
  await page.getByRole('navigation').getByRole('button', { name: words.view.settings }).click()
  await page.getByText('English', { exact: true }).click()
  await expect.poll(labels).toContain('&Training')
  expect((await labels()).join()).not.toMatch(/[一-鿿]/)
  await expect.poll(() => titleOf(studio)).toMatch(/^\d+% · Digit Studio$/)
})
