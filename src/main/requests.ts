import { unwrap } from '../shared/core/result'
import { DRAWING_TRAINER_REQUESTS } from '../shared/contract/drawingRequests'
import { REQUEST_PARSERS as parse } from '../shared/contract/requestSchemas'
import type { PageTrainerRequestName } from '../shared/contract/api'
import type { Datasets } from './datasetFolders'
import type { MnistDownload } from './download/downloadMnist'
import type { WeightFiles } from './files'
import type { Ipc } from './ipc'
import type { OwnDigitsHost } from './ownDigits'
import type { Runs } from './runs'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** What goes on to the training process as it is. */
const forwarded: readonly PageTrainerRequestName[] = [
  'dataset.summary',
  'dataset.thumbnails',
  'dataset.samples',
  'dataset.classMeans',
  'dataset.pixelHistogram',
  'training.start',
  'training.pause',
  'training.resume',
  'training.step',
  'training.stop',
  'training.learningRate',
  'training.restoreBest',
  'training.restoreLast',
  'training.continueFromGood',
  'training.status',
  'network.predict',
  'network.info',
  'network.firstLayer',
  ...DRAWING_TRAINER_REQUESTS,
]

export interface Answering {
  readonly ipc: Ipc
  readonly trainer: TrainerHost
  readonly datasets: Datasets
  readonly download: MnistDownload
  readonly files: WeightFiles
  readonly settings: SettingsStore
  readonly runs: Runs
  readonly own: OwnDigitsHost
}

/** Says who answers which request of the page. */
export function setupRequests({ ipc, trainer, datasets, download, files, settings, runs, own }: Answering): void {
  const { handle } = ipc
  const forward = <K extends PageTrainerRequestName>(name: K): void =>
    handle(name, parse[name], async (payload) => {
      // The run before is asked for first: a start replaces it.
      if (name === 'training.start') runs.saveBefore()
      if (name === 'training.start' || name === 'training.step') await own.beforeStart()
      return unwrap(await trainer.request(name, payload))
    })
  for (const name of forwarded) forward(name)

  handle('host.chooseFolder', parse['host.chooseFolder'], () => datasets.chooseFolder())
  handle('host.chooseFiles', parse['host.chooseFiles'], () => datasets.chooseFiles())
  handle('host.recentFolders', parse['host.recentFolders'], () => settings.recentFolders())
  handle('host.openRecent', parse['host.openRecent'], ({ token }) => datasets.openRecent(token))
  handle('host.useSample', parse['host.useSample'], () => datasets.useSample())
  handle('host.cancelLoad', parse['host.cancelLoad'], () => {
    datasets.cancel()
    return null
  })
  handle('host.downloadMnist', parse['host.downloadMnist'], () => download.start())
  handle('host.cancelDownload', parse['host.cancelDownload'], () => {
    download.cancel()
    return null
  })
  ipc.onDropped((paths) => datasets.openDropped(paths))

  handle('host.exportWeights', parse['host.exportWeights'], () => files.exportWeights())
  handle('host.importWeights', parse['host.importWeights'], () => files.importWeights())

  handle('host.importComparison', parse['host.importComparison'], () => files.importComparison())
  handle('own.list', parse['own.list'], own.answers['own.list'])
  handle('own.add', parse['own.add'], own.answers['own.add'])
  handle('own.remove', parse['own.remove'], own.answers['own.remove'])
  handle('own.relabel', parse['own.relabel'], own.answers['own.relabel'])
  handle('own.export', parse['own.export'], own.answers['own.export'])

  handle('host.saveSettings', parse['host.saveSettings'], (change) => settings.change(change))

  const { answers } = runs
  handle('runs.list', parse['runs.list'], answers['runs.list'])
  handle('runs.curves', parse['runs.curves'], answers['runs.curves'])
  handle('runs.change', parse['runs.change'], answers['runs.change'])
  handle('runs.delete', parse['runs.delete'], answers['runs.delete'])
  handle('runs.undelete', parse['runs.undelete'], answers['runs.undelete'])
  handle('runs.loadWeights', parse['runs.loadWeights'], answers['runs.loadWeights'])
  handle('runs.loadComparison', parse['runs.loadComparison'], answers['runs.loadComparison'])
  handle('runs.continue', parse['runs.continue'], async (payload) => {
    await own.beforeStart()
    return answers['runs.continue'](payload)
  })
  handle('runs.export', parse['runs.export'], answers['runs.export'])

  handle('host.restartTrainer', parse['host.restartTrainer'], async () => {
    if (trainer.state() === 'ready' || trainer.state() === 'starting') return null
    trainer.start()
    await datasets.reload()
    return null
  })
}
