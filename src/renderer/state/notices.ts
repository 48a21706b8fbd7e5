import type { ErrorCode, ErrorDetail } from '../../shared/core/errors'
import type { OptimizerKind } from '../../shared/nn/optimizers'

/** Actions that the buttons of notices offer. */
export type NoticeAction =
  | 'chooseFolder'
  | 'downloadMnist'
  | 'useSample'
  | 'restartTrainer'
  | 'restoreCheckpoint'
  | 'importWeights'
  | 'startTraining'
  | 'exportWeights'
  | 'halveRate'
  | 'useUsualRate'

export type Notice =
  | { readonly id: number; readonly kind: 'error'; readonly code: ErrorCode; readonly detail: ErrorDetail }
  | { readonly id: number; readonly kind: 'diverged'; readonly iteration: number; readonly learningRate: number }
  /** The loss rose, and the network is only guessing since. */
  | {
      readonly id: number
      readonly kind: 'exploding'
      readonly peak: number
      readonly peakIteration: number
      readonly level: number
      readonly classes: number
      readonly learningRate: number
    }
  /** The remedy lowered the learning rate, possibly several times. */
  | {
      readonly id: number
      readonly kind: 'remedied'
      readonly from: number
      readonly to: number
      readonly times: number
    }
  | { readonly id: number; readonly kind: 'settings'; readonly backupName: string }
  /** A run learned badly because its learning rate is far above what suits its optimizer. */
  | {
      readonly id: number
      readonly kind: 'badRate'
      readonly optimizer: OptimizerKind
      readonly rate: number
      readonly usual: number
      readonly accuracy: number
    }
  /** What became of the own digits that the settings filled in name, or do not name. */
  | {
      readonly id: number
      readonly kind: 'ownDigits'
      readonly state: 'mixed' | 'notMixed' | 'missing'
      readonly count: number
    }
  | { readonly id: number; readonly kind: 'exported' | 'imported'; readonly name: string }

type NoticeBody = Notice extends infer N ? (N extends Notice ? Omit<N, 'id'> : never) : never

export interface NoticesState {
  readonly next: number
  readonly list: readonly Notice[]
}

export type NoticesEvent =
  | { readonly type: 'add'; readonly notice: NoticeBody }
  | { readonly type: 'dismiss'; readonly id: number }
  | { readonly type: 'dismissKind'; readonly kind: Notice['kind'] }
  | { readonly type: 'dismissCode'; readonly code: ErrorCode }

export const INITIAL_NOTICES: NoticesState = { next: 1, list: [] }

/** More would cover the view; the oldest are removed. */
const MAX_NOTICES = 3

/** The one place where notices change. The same error is shown only once. */
export function reduceNotices(state: NoticesState, event: NoticesEvent): NoticesState {
  switch (event.type) {
    case 'add': {
      const same = JSON.stringify(event.notice)
      const others = state.list.filter((notice) => JSON.stringify({ ...notice, id: undefined }) !== same)
      const list = [...others, { ...event.notice, id: state.next }].slice(-MAX_NOTICES)
      return { next: state.next + 1, list }
    }
    case 'dismiss':
      return { ...state, list: state.list.filter((notice) => notice.id !== event.id) }
    case 'dismissKind':
      return { ...state, list: state.list.filter((notice) => notice.kind !== event.kind) }
    case 'dismissCode':
      return { ...state, list: state.list.filter((notice) => notice.kind !== 'error' || notice.code !== event.code) }
  }
}

/** The actions that a notice offers; none where only the user can act (the sentence says how). */
export function actionsOf(notice: Notice): readonly NoticeAction[] {
  if (notice.kind === 'badRate') return ['useUsualRate']
  if (notice.kind === 'diverged' || notice.kind === 'exploding') return ['halveRate']
  if (notice.kind !== 'error') return []
  if (notice.code.startsWith('DATA_')) return ['chooseFolder', 'useSample']
  if (notice.code.startsWith('DOWNLOAD_')) return ['downloadMnist', 'useSample', 'chooseFolder']
  switch (notice.code) {
    case 'TRAINING_NO_DATA':
      return ['useSample', 'chooseFolder']
    case 'TRAINER_CRASHED':
      return ['restoreCheckpoint', 'restartTrainer']
    case 'WEIGHTS_NONE':
      return ['startTraining', 'importWeights']
    case 'FILE_WRITE_FAILED':
    case 'DISK_FULL':
      return ['exportWeights']
    default:
      return notice.code.startsWith('WEIGHTS_') ? ['importWeights'] : []
  }
}

/** A confirmation disappears after some seconds; a notice that needs a decision stays. */
export const disappears = (notice: Notice): boolean =>
  notice.kind === 'exported' ||
  notice.kind === 'imported' ||
  notice.kind === 'remedied' ||
  (notice.kind === 'ownDigits' && notice.state !== 'missing')
