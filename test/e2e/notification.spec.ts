import { hasNotificationService, startNotificationService } from './support/notificationService'
import type { NotificationService } from './support/notificationService'
import { expect, test } from './support/studio'
import { setHyperparameter, words } from './support/workbench'

let service: NotificationService | null = null

// The window finds the bus in its environment, so it has to be there first.
test.beforeAll(async () => {
  if (test.info().project.name !== 'electron' || !hasNotificationService()) return
  service = await startNotificationService()
  process.env['DBUS_SESSION_BUS_ADDRESS'] = service.address
})
test.afterAll(async () => {
  delete process.env['DBUS_SESSION_BUS_ADDRESS']
  await service?.close()
})

test('the end of a run is told while the window is behind others, and nothing sleeps meanwhile', async ({ studio }) => {
  const { page, electron } = studio
  test.skip(electron === null, 'a browser has no window of its own')
  test.skip(service === null, 'dbus-daemon and dunst are not installed')
  if (!electron || !service) return
  const { onScreen, press, gone } = service
  const awake = () =>
    // Each run has an id of its own.
    electron.evaluate(({ powerSaveBlocker }) => [0, 1].some((id) => powerSaveBlocker.isStarted(id)))
  /** Whether the window with the training has the focus. */
  const isInFront = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.isFocused() ?? false)
  const train = async () => {
    await setHyperparameter(page, 'iterations', '10000')
    await page.getByRole('button', { name: words.controls.start }).click()
    await expect.poll(awake).toBe(true)
    await expect(page.getByText(words.status.ended)).toBeVisible({ timeout: 60_000 })
    await expect.poll(awake).toBe(false)
  }

  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.focus())
  await expect.poll(isInFront).toBe(true)
  await train()
  expect(onScreen()).toBe(0)

  await electron.evaluate(({ BrowserWindow }) => new BrowserWindow({ width: 400, height: 300 }).focus())
  await expect.poll(isInFront).toBe(false)
  await train()
  await expect.poll(onScreen).toBe(1)

  press()
  await expect.poll(isInFront).toBe(true)
  await expect.poll(gone).toEqual([{ summary: words.name, body: expect.stringMatching(/测试精度 \d/) }])
})
