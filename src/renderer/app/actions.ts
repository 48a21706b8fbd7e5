import type {
  ClassMeans,
  FirstLayerImages,
  PixelHistogram,
  SamplePage,
  Thumbnails,
} from '../../shared/contract/protocol'
import type { SettingsChange, StudioApi, StudioRequestName, StudioRequests } from '../../shared/contract/api'
import type { Prediction } from '../../shared/training/runTypes'
import type { Failure, Result } from '../../shared/core/result'
import type { RemedyName } from '../state/notices'
import { phaseOf } from '../state/trainingStore'
import type { Stores } from './studio'
import { randomSeed } from '../features/train/formView'
import type { Split } from '../../shared/data/split'

/** Settings are written this long after the last change. */
const SAVE_DELAY_MS = 300

/** Everything a person can do in the window; a failure becomes a notice, never an exception. */
export type Actions = ReturnType<typeof createActions>

export function createActions(api: StudioApi, stores: Stores) {
  const { training, dataset, form, settings, notices } = stores

  function complain(failure: Failure): null {
    notices.send({ type: 'add', notice: { kind: 'error', code: failure.code, detail: failure.detail } })
    return null
  }

  async function ask<K extends StudioRequestName>(
    name: K,
    payload: StudioRequests[K]['payload'],
  ): Promise<StudioRequests[K]['reply'] | null> {
    const result = await api.request(name, payload)
    return result.ok ? result.value : complain(result)
  }

  // Training ---------------------------------------------------------------------------------------------------------

  const start = () => ask('training.start', { hyperparameters: form.state.value.values })
  const pause = () => ask('training.pause', null)
  const resume = () => ask('training.resume', null)
  const stop = () => ask('training.stop', null)
  const step = () => ask('training.step', { hyperparameters: form.state.value.values })

  /** New weights from the same seed. A run that goes on is stopped first. */
  async function restart(): Promise<unknown> {
    if (phaseOf(training.state.value) === 'running') await stop()
    return start()
  }

  /** The one big button: start, pause or go on, whichever is possible. */
  function toggle(): Promise<unknown> {
    const phase = phaseOf(training.state.value)
    if (phase === 'running') return pause()
    return phase === 'paused' ? resume() : start()
  }

  /** Makes a run in hand go on with the learning rate of the form. */
  async function applyLearningRate(): Promise<void> {
    const { lr } = form.state.value.values
    const phase = phaseOf(training.state.value)
    const running = phase === 'running' || phase === 'paused'
    if (running && training.state.value.status?.learningRate !== lr) await ask('training.learningRate', { value: lr })
  }

  /** A run that diverged, or is about to, goes on from its last good snapshot with half the learning rate. */
  async function halveRate(): Promise<void> {
    notices.send({ type: 'dismissKind', kind: 'diverged' })
    notices.send({ type: 'dismissKind', kind: 'exploding' })
    const status = await ask('training.continueFromGood', null)
    if (!status) return
    form.send({ type: 'edit', name: 'lr', text: String(status.learningRate) })
    save({ hyperparameters: form.state.value.values })
  }

  /** Other initial weights and batches: a new seed in the form, and a run that starts from it. */
  async function anotherSeed(): Promise<void> {
    form.send({ type: 'edit', name: 'seed', text: randomSeed() })
    save({ hyperparameters: form.state.value.values })
    await restart()
  }

  /** The weights of the best epoch answer drawings and are exported; {@link restoreLast} takes it back. */
  const restoreBest = () => ask('training.restoreBest', null)
  const restoreLast = () => ask('training.restoreLast', null)

  async function restartTrainer(): Promise<void> {
    notices.send({ type: 'dismissCode', code: 'TRAINER_CRASHED' })
    const result = await api.request('host.restartTrainer', null)
    if (!result.ok) return void complain(result)
    training.send({ type: 'restarted' })
    await catchUp()
  }

  /** Asks for what was said before this page listened. */
  async function catchUp(): Promise<void> {
    const [status, summary, network, recent] = await Promise.all([
      api.request('training.status', null),
      api.request('dataset.summary', null),
      api.request('network.info', null),
      api.request('host.recentFolders', null),
    ])
    if (status.ok && training.state.value.trainer !== 'crashed') training.send({ type: 'status', status: status.value })
    if (summary.ok && summary.value && dataset.state.value.summary === null) {
      dataset.send({ type: 'changed', summary: summary.value })
    }
    if (network.ok) training.send({ type: 'network', network: network.value })
    if (recent.ok) dataset.send({ type: 'recent', recent: recent.value })
    for (const result of [status, summary, network, recent]) if (!result.ok) complain(result)
  }

  // Data -------------------------------------------------------------------------------------------------------------

  /** A load ends with its answer, whatever it is; `dataset.changed` brings the summary. */
  async function load(work: Promise<Result<unknown>>): Promise<void> {
    const result = await work
    dataset.send({ type: 'progress', progress: null })
    if (!result.ok) complain(result)
  }

  const chooseFolder = () => load(api.request('host.chooseFolder', null))
  const chooseFiles = () => load(api.request('host.chooseFiles', null))
  const downloadMnist = () => load(api.request('host.downloadMnist', null))
  const cancelDownload = () => ask('host.cancelDownload', null)
  const openRecent = (token: string) => load(api.request('host.openRecent', { token }))
  const useSample = () => load(api.request('host.useSample', null))
  const openDropped = (files: readonly unknown[]) => load(api.openDropped(files))
  const cancelLoad = () => ask('host.cancelLoad', null)

  const thumbnails = (split: Split, count: number, seed: number, label: number | null): Promise<Thumbnails | null> =>
    ask('dataset.thumbnails', { split, count, seed, label })

  const samples = (split: Split, label: number | null, offset: number, count: number): Promise<SamplePage | null> =>
    ask('dataset.samples', { split, label, offset, count })
  const classMeans = (split: Split): Promise<ClassMeans | null> => ask('dataset.classMeans', { split })
  const pixelHistogram = (split: Split, label: number | null): Promise<PixelHistogram | null> =>
    ask('dataset.pixelHistogram', { split, label })

  // Weights ----------------------------------------------------------------------------------------------------------

  async function exportWeights(): Promise<void> {
    const saved = await ask('host.exportWeights', { format: 'npz' })
    if (saved) notices.send({ type: 'add', notice: { kind: 'exported', name: saved.fileName } })
  }

  async function importWeights(): Promise<void> {
    const network = await ask('host.importWeights', null)
    if (network) notices.send({ type: 'add', notice: { kind: 'imported', name: network.name } })
  }

  /** @returns null while there are no weights; other failures are told */
  async function predict(image: Uint8Array): Promise<Prediction | null> {
    const result = await api.request('network.predict', { image })
    if (result.ok) return result.value
    // A dead trainer has its own notice already.
    return result.code === 'WEIGHTS_NONE' || training.state.value.trainer === 'crashed' ? null : complain(result)
  }

  /** @returns null while there are no weights */
  async function firstLayer(count: number): Promise<FirstLayerImages | null> {
    const result = await api.request('network.firstLayer', { count })
    return result.ok ? result.value : null
  }

  // Settings ---------------------------------------------------------------------------------------------------------

  let unsaved: SettingsChange = {}
  let timer: ReturnType<typeof setTimeout> | null = null

  /** Changes settings now and keeps them soon. */
  function save(change: SettingsChange): void {
    settings.send({ type: 'change', change })
    unsaved = { ...unsaved, ...change }
    timer ??= setTimeout(writeSettings, SAVE_DELAY_MS)
  }

  function writeSettings(): void {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    const changes = unsaved
    unsaved = {}
    void ask('host.saveSettings', changes)
  }

  // A window that is closed right after a change still keeps it.
  addEventListener('pagehide', writeSettings)

  const remedies: Record<RemedyName, () => Promise<unknown>> = {
    chooseFolder,
    downloadMnist,
    useSample,
    restartTrainer,
    importWeights,
    exportWeights,
    startTraining: start,
    halveRate,
  }

  return {
    ...{ start, stop, step, restart, anotherSeed, toggle, applyLearningRate, restoreBest, restoreLast },
    ...{ restartTrainer, catchUp },
    ...{ chooseFiles, downloadMnist, cancelDownload, samples, classMeans, pixelHistogram },
    ...{ chooseFolder, openRecent, useSample, openDropped, cancelLoad, thumbnails },
    ...{ exportWeights, importWeights, predict, firstLayer, save },
    mend: (remedy: RemedyName) => remedies[remedy](),
  }
}
