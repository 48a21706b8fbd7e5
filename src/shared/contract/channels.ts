import type { StudioEventName, StudioRequestName } from './api'

// Written as records so that a request or event missing here does not compile.
const requests: Record<StudioRequestName, true> = {
  'dataset.summary': true,
  'dataset.thumbnails': true,
  'dataset.samples': true,
  'dataset.classMeans': true,
  'dataset.pixelHistogram': true,
  'training.start': true,
  'training.pause': true,
  'training.resume': true,
  'training.step': true,
  'training.stop': true,
  'training.learningRate': true,
  'training.restoreBest': true,
  'training.restoreLast': true,
  'training.continueFromGood': true,
  'training.status': true,
  'network.predict': true,
  'network.info': true,
  'network.firstLayer': true,
  'comparison.info': true,
  'comparison.copy': true,
  'comparison.clear': true,
  'network.readAll': true,
  'network.shiftRobustness': true,
  'host.importComparison': true,
  'own.list': true,
  'own.add': true,
  'own.remove': true,
  'own.relabel': true,
  'own.export': true,
  'host.chooseFolder': true,
  'host.chooseFiles': true,
  'host.recentFolders': true,
  'host.openRecent': true,
  'host.downloadMnist': true,
  'host.cancelDownload': true,
  'host.useSample': true,
  'host.cancelLoad': true,
  'host.exportWeights': true,
  'host.importWeights': true,
  'host.settings': true,
  'host.saveSettings': true,
  'host.restartTrainer': true,
  'runs.list': true,
  'runs.curves': true,
  'runs.change': true,
  'runs.delete': true,
  'runs.undelete': true,
  'runs.loadWeights': true,
  'runs.loadComparison': true,
  'runs.continue': true,
  'runs.export': true,
}
const events: Record<StudioEventName, true> = {
  'training.status': true,
  'training.progress': true,
  'network.changed': true,
  'dataset.progress': true,
  'dataset.changed': true,
  'dataset.failed': true,
  'download.progress': true,
  'recentFolders.changed': true,
  'trainer.crashed': true,
  'menu.command': true,
  'runs.changed': true,
  'runs.failed': true,
}

/** Whether a name from the page is a request of the contract. */
export const isRequestName = (name: unknown): name is StudioRequestName =>
  typeof name === 'string' && Object.hasOwn(requests, name)

/** Whether a name is an event of the contract. */
export const isEventName = (name: unknown): name is StudioEventName =>
  typeof name === 'string' && Object.hasOwn(events, name)

/** IPC channels of the Electron host. */
export const CHANNELS = {
  /** invoke(name, payload) -> Result */
  request: 'studio:request',
  /** invoke(paths) -> Result; the preload script turns dropped files into paths, which the page never sees */
  openDropped: 'studio:open-dropped',
  /** send(): the page has painted its first content, and listens */
  painted: 'studio:painted',
  /** push (name, payload) */
  event: 'studio:event',
} as const

/** Start of the command-line argument through which the page learns its {@link HostInfo}, as JSON. */
export const INFO_ARGUMENT = '--studio-info='
