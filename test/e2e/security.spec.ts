import { join } from 'node:path'
import { CONTENT_SECURITY_POLICY } from '../../src/main/pageHeaders.mjs'
import { expect, test } from './support/studio'
import { waitForData } from './support/workbench'

const PRELOAD = join(import.meta.dirname, '../../out/preload/index.cjs')

test.use({ sharedBy: 'security' })
test.beforeEach(() => test.skip(test.info().project.name !== 'electron', 'a browser guards its pages itself'))

test('the page is sandboxed, sees one object of ours, and may load nothing but the build', async ({ studio }) => {
  const { page, electron } = studio
  await waitForData(page)
  const preferences = await electron?.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Not among Electron's documented calls, but the only one that says what is really in force.
    return contents && Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, [])
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  })
  const seen = await page.evaluate(async () => ({
    bridge: Object.keys(Reflect.get(window, 'studio')).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
    policy: (await fetch(location.href)).headers.get('Content-Security-Policy'),
  }))
  expect(seen.bridge).toEqual(['info', 'on', 'openDropped', 'request'])
  expect(seen.node).toEqual([])
  expect(seen.policy).toBe(CONTENT_SECURITY_POLICY)
})

test('nobody but the window of the application is answered', async ({ studio }) => {
  const { page, electron } = studio
  await waitForData(page)
  // The very same page with the very same preload, in a window that is not ours.
  const answer = await electron?.evaluate(async ({ BrowserWindow }, preload) => {
    const errors: string[] = []
    process.on('uncaughtException', (error) => errors.push(error.message))
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await stranger.loadURL('app://studio/index.html')
    const result: unknown = await stranger.webContents.executeJavaScript("window.studio.request('host.settings', null)")
    stranger.destroy()
    return { result, errors }
  }, PRELOAD)
  expect(answer?.result).toMatchObject({ ok: false, code: 'BAD_REQUEST', detail: { channel: 'ipc' } })
  expect(answer?.errors).toEqual([])
  await expect(page.getByRole('navigation')).toBeVisible()
})

// The last one: its page still waits for where it was not let go.
test('the page cannot go elsewhere, open windows or be granted anything', async ({ studio }) => {
  const { page, electron } = studio
  await waitForData(page)
  const home = page.url()
  expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true)
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.org/'
    document.body.append(link)
    link.click()
    link.target = '_blank'
    link.click()
    link.remove()
  })
  // Answered only after the clicks have been dealt with.
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  const refused = await page.evaluate(async () => ({
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).catch((error: DOMException) => error.name),
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        ({ code }) => resolve(code),
      ),
    ),
  }))
  expect(refused.camera).toMatch(/^(NotAllowedError|NotFoundError)$/)
  expect(refused.place).toBe(1) // GeolocationPositionError.PERMISSION_DENIED
  expect(page.url()).toBe(home)
  expect(await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
