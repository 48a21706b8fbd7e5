import { watch } from 'vue'
import type { InjectionKey } from 'vue'
import { inject } from 'vue'
import type { Settings, SettingsNotice, StudioApi } from '../../shared/contract/api'
import { createActions } from './actions'
import type { Actions } from './actions'
import { Curves } from '../charts/curves'
import { createDrawingController } from '../features/draw/drawingController'
import type { Pad } from '../features/draw/drawingController'
import { EMPTY_DRAWING, reduceDrawing } from '../features/draw/strokes'
import type { DrawingEvent, DrawingState } from '../features/draw/strokes'
import { INITIAL_DATASET, reduceDataset } from '../state/datasetStore'
import type { DatasetEvent, DatasetState } from '../state/datasetStore'
import { formOf, reduceForm } from '../state/form'
import type { FormEvent, FormState } from '../state/form'
import { INITIAL_NOTICES, reduceNotices } from '../state/notices'
import type { NoticesEvent, NoticesState } from '../state/notices'
import { createRunsDesk } from '../features/runs/useRuns'
import type { RunsDesk } from '../features/runs/useRuns'
import { reduceSettings } from '../state/settingsStore'
import type { SettingsEvent } from '../state/settingsStore'
import { createStore } from '../state/store'
import type { Store } from '../state/store'
import { INITIAL_TRAINING, phaseOf, reduceTraining } from '../state/trainingStore'
import type { TrainingEvent, TrainingState } from '../state/trainingStore'
import { watchForRunawayLoss } from '../features/train/runawayLoss'
import { showProgress } from '../features/train/showProgress'

/** Everything the window knows. */
export interface Stores {
  readonly training: Store<TrainingState, TrainingEvent>
  readonly dataset: Store<DatasetState, DatasetEvent>
  readonly form: Store<FormState, FormEvent>
  readonly settings: Store<Settings, SettingsEvent>
  readonly notices: Store<NoticesState, NoticesEvent>
  readonly drawing: Store<DrawingState, DrawingEvent>
  /** Raw history, outside Vue. */
  readonly curves: Curves
}

/** The window's side of the application: what it knows, what it can do, what the pad reads. */
export interface Studio {
  readonly api: StudioApi
  readonly stores: Stores
  readonly actions: Actions
  readonly pad: Pad
  /** The runs that are kept. */
  readonly runs: RunsDesk
  /** Calls back whenever the curves grew or began anew. @returns a function that ends it */
  onCurves(listener: () => void): () => void
}

/** Builds the stores, subscribes them to the host and wires the pad to the network. */
export function createStudio(api: StudioApi, start: { settings: Settings; notice: SettingsNotice | null }): Studio {
  const stores: Stores = {
    training: createStore(reduceTraining, INITIAL_TRAINING),
    dataset: createStore(reduceDataset, INITIAL_DATASET),
    form: createStore(reduceForm, formOf(start.settings.hyperparameters)),
    settings: createStore(reduceSettings, start.settings),
    notices: createStore(reduceNotices, INITIAL_NOTICES),
    drawing: createStore(reduceDrawing, EMPTY_DRAWING),
    curves: new Curves(start.settings.smoothing),
  }
  if (start.notice) stores.notices.send({ type: 'add', notice: { kind: 'settings', ...start.notice } })
  const actions = createActions(api, stores)
  const curveListeners = new Set<() => void>()
  const tellCurves = () => curveListeners.forEach((listener) => listener())
  const pad = createDrawingController(api, stores, actions)

  subscribe(api, stores, { curvesChanged: tellCurves, weightsChanged: pad.reread })
  watch(
    () => stores.settings.state.value.smoothing,
    (weight) => {
      stores.curves.setSmoothing(weight)
      stores.training.send({ type: 'smoothed', smoothedLoss: stores.curves.lastSmoothedLoss })
      tellCurves()
    },
  )
  watchForRunawayLoss(stores)
  const runs = createRunsDesk(api, {
    notify: stores.notices.send,
    fillForm: stores.form.send,
    keepForm: (hyperparameters) => actions.save({ hyperparameters }),
    isRunning: () => phaseOf(stores.training.state.value) === 'running',
  })
  void actions.catchUp()
  return {
    api,
    stores,
    actions,
    pad,
    runs,
    onCurves(listener) {
      curveListeners.add(listener)
      return () => curveListeners.delete(listener)
    },
  }
}

function subscribe(
  api: StudioApi,
  stores: Stores,
  told: { curvesChanged: () => void; weightsChanged: () => void },
): void {
  const { training, dataset, notices, curves } = stores
  const flushProgress = showProgress(api, stores, () => {
    told.curvesChanged()
    told.weightsChanged()
  })
  api.on('training.status', (status) => {
    flushProgress()
    if (status.run > curves.run) curves.begin(status.run)
    const before = training.state.value
    training.send({ type: 'status', status })
    if (status.reason === 'diverged' && before.status?.phase !== 'ended') {
      const { iteration, learningRate } = status
      notices.send({ type: 'add', notice: { kind: 'diverged', iteration, learningRate } })
    }
    if (status.phase === 'running') notices.send({ type: 'dismissKind', kind: 'diverged' })
    told.curvesChanged()
    told.weightsChanged()
  })
  api.on('network.changed', (network) => {
    training.send({ type: 'network', network })
    told.weightsChanged()
  })
  api.on('dataset.progress', (progress) => dataset.send({ type: 'progress', progress }))
  api.on('dataset.changed', (summary) => dataset.send({ type: 'changed', summary }))
  api.on('download.progress', (download) => dataset.send({ type: 'download', download }))
  api.on('recentFolders.changed', (recent) => dataset.send({ type: 'recent', recent }))
  api.on('dataset.failed', (failure) => {
    dataset.send({ type: 'progress', progress: null })
    notices.send({ type: 'add', notice: { kind: 'error', ...failure } })
  })
  api.on('trainer.crashed', ({ reason }) => {
    training.send({ type: 'crashed', reason })
    told.weightsChanged()
    notices.send({ type: 'add', notice: { kind: 'error', code: 'TRAINER_CRASHED', detail: { reason } } })
  })
}

export const StudioKey: InjectionKey<Studio> = Symbol('studio')

/** The studio of this window, for views. */
export function useStudio(): Studio {
  const studio = inject(StudioKey)
  if (studio === undefined) throw new Error('useStudio outside the application')
  return studio
}
