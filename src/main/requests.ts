import { PAGE_REQUESTS } from '../shared/contract/routes'
import { createPageRequests } from '../shared/host/pageRequests'
import { openReleases } from './about'
import type { Datasets } from './datasetFolders'
import type { MnistDownload } from './download/downloadMnist'
import type { WeightFiles } from './files'
import type { Ipc } from './ipc'
import type { OwnDigitsHost } from './ownDigits'
import type { Runs } from './runs'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** The services that handle requests. */
export interface RequestDeps {
  readonly ipc: Ipc
  readonly trainer: TrainerHost
  readonly datasets: Datasets
  readonly download: MnistDownload
  readonly files: WeightFiles
  readonly settings: SettingsStore
  readonly runs: Runs
  readonly own: OwnDigitsHost
}

/** Registers a handler for every request of the page. */
export function setupRequests({ ipc, trainer, datasets, download, files, settings, runs, own }: RequestDeps): void {
  const answer = createPageRequests({
    request: trainer.request,
    saveRun: () => runs.saveBefore(),
    sendOwnDigits: () => own.beforeStart(),
    handlers: {
      'host.chooseFolder': () => datasets.chooseFolder(),
      'host.chooseFiles': () => datasets.chooseFiles(),
      'host.recentFolders': () => settings.recentFolders(),
      'host.openRecent': ({ token }) => datasets.openRecent(token),
      'host.useSample': () => datasets.useSample(),
      'host.cancelLoad': () => {
        datasets.cancel()
        return null
      },
      'host.downloadMnist': () => download.start(),
      'host.cancelDownload': () => {
        download.cancel()
        return null
      },
      'host.exportWeights': () => files.exportWeights(),
      'host.importWeights': () => files.importWeights(),
      'host.importComparison': () => files.importComparison(),
      'host.settings': () => ({ settings: settings.settings(), notice: settings.notice }),
      'host.saveSettings': (change) => settings.change(change),
      'host.openReleases': openReleases,
      'host.restartTrainer': async () => {
        if (trainer.state() === 'ready' || trainer.state() === 'starting') return null
        trainer.start()
        await datasets.reload()
        return null
      },
      ...own.answers,
      ...runs.answers,
    },
  })
  for (const name of PAGE_REQUESTS) ipc.handle(name, (payload) => answer(name, payload))
  ipc.onDropped((paths) => datasets.openDropped(paths))
}
