import { app } from 'electron'
import { setupDatasets } from './datasetFolders'
import { setupDownload } from './downloadMnist'
import { setupFiles } from './files'
import { setupGuards } from './guards'
import { setupIpc } from './ipc'
import { setupQuit, setupSecondInstance } from './lifecycle'
import { setupMenu } from './menu'
import { setupOutsideProgress } from './outsideProgress'
import { setupOwnDigits } from './ownDigits'
import { setupPage } from './page'
import { registerScheme, setupProtocol } from './protocol'
import { setupRequests } from './requests'
import { setupRuns } from './runs'
import { setupSettings } from './settings'
import { setupTrainerHost } from './trainerHost'
import { openWindow, setupTheme } from './window'

/** Table of contents of the main process. */
async function main(): Promise<void> {
  const devUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
  const page = setupPage()
  setupSecondInstance(page)
  await app.whenReady()
  setupGuards(devUrl)
  setupProtocol()

  const settings = await setupSettings()
  const trainer = setupTrainerHost(page)
  const datasets = setupDatasets(page, trainer, settings)
  const download = setupDownload(page, datasets)
  const files = setupFiles(page, trainer, settings)
  const runs = setupRuns(page, trainer, settings)
  const own = setupOwnDigits(page, trainer, settings)
  const ipc = setupIpc(page, devUrl)
  setupRequests({ ipc, trainer, datasets, download, files, settings, runs, own })
  setupQuit(trainer, settings, runs)

  setupTheme(page, settings)
  setupMenu(page, settings)
  setupOutsideProgress(page, trainer, settings)
  trainer.start()
  const shown = openWindow(page, settings, devUrl)

  // Not before the page's preload script listens, or a failure would go unheard; and the window comes first: a dataset
  // takes all the processors there are.
  let loaded = false
  ipc.onReady(() => {
    if (!loaded) void shown.then(() => datasets.loadAtStart())
    loaded = true
  })
}

registerScheme()
if (app.requestSingleInstanceLock()) {
  main().catch((error: unknown) => {
    console.error(error)
    app.exit(1)
  })
} else app.quit()
