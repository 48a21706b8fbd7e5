import type {
  EpochRecord,
  Measured,
  NetworkInfo,
  TrainingPhase,
  TrainingProgress,
  TrainingStatus,
} from '../../shared/training/runTypes'

/** What controls and numbers show; the curves are in charts/curves.ts, outside Vue. */
export interface TrainingState {
  readonly trainer: 'starting' | 'ready' | 'crashed'
  readonly crashReason: string
  readonly status: TrainingStatus | null
  readonly run: number
  /** Iterations done, from the latest message. */
  readonly iteration: number
  readonly iterationsPerSecond: number
  readonly remainingMs: number
  readonly elapsedMs: number
  readonly lastEpoch: EpochRecord | null
  readonly best: Pick<EpochRecord, 'epoch' | 'iteration' | 'testAccuracy'> | null
  /** Pairs of accuracies on the chart. */
  readonly measurements: number
  readonly smoothedLoss: number | null
  readonly network: NetworkInfo | null
}

export type TrainingEvent =
  | { readonly type: 'status'; readonly status: TrainingStatus }
  | { readonly type: 'progress'; readonly progress: TrainingProgress; readonly smoothedLoss: number | null }
  | { readonly type: 'smoothed'; readonly smoothedLoss: number | null }
  | { readonly type: 'network'; readonly network: NetworkInfo | null }
  | { readonly type: 'crashed'; readonly reason: string }
  | { readonly type: 'restarting' }
  | { readonly type: 'restarted' }

const freshRun = {
  iteration: 0,
  iterationsPerSecond: 0,
  remainingMs: 0,
  elapsedMs: 0,
  lastEpoch: null,
  best: null,
  measurements: 0,
  smoothedLoss: null,
} satisfies Partial<TrainingState>

export const INITIAL_TRAINING: TrainingState = {
  trainer: 'starting',
  crashReason: '',
  status: null,
  run: -1,
  network: null,
  ...freshRun,
}

/** The one place where the training state changes. */
export function reduceTraining(state: TrainingState, event: TrainingEvent): TrainingState {
  switch (event.type) {
    case 'status':
      return takeStatus(state, event.status)
    case 'progress':
      return takeProgress(state, event.progress, event.smoothedLoss)
    case 'smoothed':
      return { ...state, smoothedLoss: event.smoothedLoss }
    case 'network':
      return { ...state, network: event.network }
    case 'crashed':
      return { ...state, trainer: 'crashed', crashReason: event.reason, iterationsPerSecond: 0, network: null }
    case 'restarting':
      return { ...state, trainer: 'starting' }
    case 'restarted':
      return { ...INITIAL_TRAINING, trainer: 'ready' }
  }
}

function takeStatus(state: TrainingState, status: TrainingStatus): TrainingState {
  const same = status.run === state.run ? reopened(state, status) : null
  const base = same ?? { ...state, ...freshRun, run: status.run }
  const iteration = status.phase === 'idle' ? 0 : Math.max(base.iteration, status.iteration)
  return { ...base, trainer: 'ready', crashReason: '', status, iteration }
}

function takeProgress(state: TrainingState, progress: TrainingProgress, smoothedLoss: number | null): TrainingState {
  if (progress.run < state.run) return state
  const base = progress.run === state.run ? state : { ...state, ...freshRun, run: progress.run }
  return {
    ...base,
    iteration: Math.max(base.iteration, progress.firstIteration + progress.losses.length),
    iterationsPerSecond: progress.iterationsPerSecond,
    remainingMs: progress.remainingMs,
    elapsedMs: progress.elapsedMs,
    lastEpoch: progress.epochs.at(-1) ?? base.lastEpoch,
    best: progress.epochs.reduce(better, base.best),
    measurements: base.measurements + progress.epochs.length,
    smoothedLoss,
  }
}

/** A run that goes on after its end loses what was measured then, between two epochs. */
function reopened(state: TrainingState, status: TrainingStatus): TrainingState {
  const goesOn = state.status?.phase === 'ended' && status.phase !== 'ended'
  if (!goesOn || state.lastEpoch === null || Number.isInteger(state.lastEpoch.epoch)) return state
  return { ...state, lastEpoch: null, best: status.best, measurements: state.measurements - 1 }
}

/** The better epoch; of two equal ones the earlier. */
function better(best: TrainingState['best'], epoch: EpochRecord): TrainingState['best'] {
  return best === null || epoch.testAccuracy > best.testAccuracy ? epoch : best
}

/** The phase for the controls: idle while the trainer starts or has crashed. */
export function phaseOf(state: TrainingState): TrainingPhase {
  return state.trainer === 'ready' ? (state.status?.phase ?? 'idle') : 'idle'
}

/** Planned iterations of the current run, or of the form if there is none. */
export function plannedIterations(state: TrainingState, formIterations: number): number {
  return state.status?.hyperparameters?.iterations ?? formIterations
}

/** The accuracies to show, and whether they are those of the run's weights now; null before the first. */
export function accuraciesOf(state: TrainingState): (Measured & { readonly isCurrent: boolean }) | null {
  const { status, lastEpoch } = state
  const measured = status?.measured ?? null
  const isRunning = phaseOf(state) === 'running'
  // Progress is newer than the status of a run that goes on.
  if (lastEpoch !== null && (isRunning || measured === null)) {
    const { iteration, trainAccuracy, testAccuracy } = lastEpoch
    if (iteration >= (measured?.iteration ?? 0)) {
      return { iteration: iteration + 1, trainAccuracy, testAccuracy, isCurrent: state.iteration === iteration + 1 }
    }
  }
  return measured && { ...measured, isCurrent: !isRunning && measured.iteration === status?.weightsIteration }
}
