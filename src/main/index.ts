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

/** A page that has not painted by then, because it is hidden, is answered anyway. */
const PAINT_MS = 3000

/** The main process: what the window needs, then everything else (services.ts). */
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

  // All other requests of the page wait: until it has painted, this process must be free to serve its files.
  await Promise.race([ipc.painted, new Promise((resolve) => setTimeout(resolve, PAINT_MS))])
  const { setupServices } = await import('./services')
  setupServices(page, ipc, settings)
}

// Windows shows notifications only under an id that a shortcut has: the installer's has this one (electron-builder.config.mjs).
if (process.platform === 'win32') app.setAppUserModelId('digit-studio')
setupGraphics()
registerScheme()
// Keeps Electron from building a default menu, which ours would replace.
Menu.setApplicationMenu(null)
if (app.requestSingleInstanceLock()) {
  main().catch((error: unknown) => {
    console.error(error)
    app.exit(1)
  })
} else app.quit()
