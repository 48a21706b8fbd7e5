import { Menu, app } from 'electron'
import { setupGraphics } from './graphics'
import { setupGuards } from './guards'
import { setupIpc } from './ipc'
import { setupSecondInstance } from './lifecycle'
import { setupMenu } from './menu'
import { setupPage } from './page'
import { registerScheme, setupProtocol } from './protocol'
import { answerSettings, setupSettings } from './settings'
import { openWindow, setupTheme } from './window'

/** A page that has not painted by then, because nobody sees it, gets its answers all the same. */
const PAINT_MS = 3000

/** Table of contents of the main process: what the window needs, then everything behind it (services.ts). */
async function main(): Promise<void> {
  const devUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
  const page = setupPage()
  setupSecondInstance(page)
  await app.whenReady()
  setupGuards(devUrl)
  setupProtocol()
  const ipc = setupIpc(page, devUrl)

  const settings = await setupSettings()
  answerSettings(ipc, settings)
  setupTheme(page, settings)
  openWindow(page, settings, devUrl)
  setupMenu(page, settings)

  // What else the page asks for waits until there is an answer: this process hands it its files, and must be free for it.
  await Promise.race([ipc.painted, new Promise((resolve) => setTimeout(resolve, PAINT_MS))])
  const { setupServices } = await import('./services')
  setupServices(page, ipc, settings)
}

setupGraphics()
registerScheme()
// Electron would build a menu of its own, only for ours to replace it.
Menu.setApplicationMenu(null)
if (app.requestSingleInstanceLock()) {
  main().catch((error: unknown) => {
    console.error(error)
    app.exit(1)
  })
} else app.quit()
