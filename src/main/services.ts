import { setupDatasets } from './datasetFolders'
import { setupDownload } from './download/downloadMnist'
import { setupFiles } from './files'
import type { Ipc } from './ipc'
import { setupQuit } from './lifecycle'
import { setupOsProgress } from './osProgress'
import { setupOwnDigits } from './ownDigits'
import type { Page } from './page'
import { setupRequests } from './requests'
import { setupRuns } from './runs'
import type { SettingsStore } from './settings'
import { openSettingsFile } from './settingsWriter'
import { setupTrainerHost } from './trainerHost'

/**
 * Everything that answers the page. A separate module, loaded when the page has painted: its code, the training process and a
 * dataset would take the processors from the page. By then the page listens, so that it gets the failures.
 */
export function setupServices(page: Page, ipc: Ipc, settings: SettingsStore): void {
  settings.setWriter(openSettingsFile())
  const trainer = setupTrainerHost(page)
  const datasets = setupDatasets(page, trainer, settings)
  const download = setupDownload(page, datasets)
  const files = setupFiles(page, trainer, settings)
  const runs = setupRuns(page, trainer, settings)
  const own = setupOwnDigits(page, trainer, settings)
  setupRequests({ ipc, trainer, datasets, download, files, settings, runs, own })
  setupQuit(trainer, settings, runs)
  setupOsProgress(page, trainer, settings)
  trainer.start()
  ipc.open()
  void datasets.loadAtStart()
}
