import type { ElectronApplication, Page } from '@playwright/test'
import { hasDesktopBus, openDesktopBus } from './support/desktopBus'
import type { DesktopBus } from './support/desktopBus'
import { expect, test } from './support/studio'
import { setHyperparameter, words } from './support/workbench'

let bus: DesktopBus | null = null
test.beforeAll(async () => {
  if (hasDesktopBus) bus = await openDesktopBus()
})
test.afterAll(() => bus?.close())

/** Trains to the end; whether something kept the machine from sleeping meanwhile. */
async function train(page: Page, electron: ElectronApplication): Promise<void> {
  const awake = () =>
    electron.evaluate(({ powerSaveBlocker }) => [...Array(100).keys()].some((id) => powerSaveBlocker.isStarted(id)))
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect.poll(awake).toBe(true)
  await expect(page.getByText(words.status.ended)).toBeVisible({ timeout: 60_000 })
  await expect.poll(awake).toBe(false)
}

test('the end of a run is told while another window is in front, and nothing sleeps meanwhile', async ({ studio }) => {
  const { page, electron } = studio
  test.skip(electron === null, 'a browser has no window of its own')
  test.skip(bus === null, 'dbus and dunst are not installed')
  if (!electron || !bus) return
  const focused = () =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isFocused()))
  await setHyperparameter(page, 'iterations', '3000')

  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus())
  await expect.poll(focused).toEqual([true])
  await train(page, electron)
  expect(await bus.told()).toEqual([])

  await electron.evaluate(({ BrowserWindow }) => {
    const other = new BrowserWindow({ width: 200, height: 100 })
    other.focus()
  })
  await expect.poll(async () => (await focused()).filter((each) => each).length).toBe(1)
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.isFocused())).toBe(false)
  await train(page, electron)
  const told = bus.told
  await expect.poll(told).toEqual([expect.stringMatching(/测试精度 \d/)])
})
