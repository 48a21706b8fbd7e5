import { describe, expect, it } from 'vitest'
import { INITIAL_NOTICES, reduceNotices, actionsOf } from '../../../src/renderer/state/notices'
import type { NoticesEvent } from '../../../src/renderer/state/notices'

const failure = (code: 'DATA_FILE_MISSING' | 'TRAINER_CRASHED' | 'WEIGHTS_NOT_NPZ', file = 'a'): NoticesEvent => ({
  type: 'add',
  notice: { kind: 'error', code, detail: { file } },
})
const after = (...events: NoticesEvent[]) => events.reduce(reduceNotices, INITIAL_NOTICES)

describe('reduceNotices', () => {
  it('shows the same error once and a different one next to it', () => {
    const { list } = after(failure('DATA_FILE_MISSING'), failure('WEIGHTS_NOT_NPZ'), failure('DATA_FILE_MISSING'))
    expect(list.map((notice) => notice.kind === 'error' && notice.code)).toEqual([
      'WEIGHTS_NOT_NPZ',
      'DATA_FILE_MISSING',
    ])
  })

  it('lets the oldest go when there are too many', () => {
    const { list } = after(...['a', 'b', 'c', 'd'].map((file) => failure('DATA_FILE_MISSING', file)))
    expect(list).toMatchObject(['b', 'c', 'd'].map((file) => ({ kind: 'error', detail: { file } })))
  })

  it('dismisses one, a kind, or a code', () => {
    const both = after(failure('TRAINER_CRASHED'), failure('DATA_FILE_MISSING'))
    expect(reduceNotices(both, { type: 'dismiss', id: 1 }).list.map((notice) => notice.id)).toEqual([2])
    expect(reduceNotices(both, { type: 'dismissCode', code: 'TRAINER_CRASHED' }).list).toHaveLength(1)
    expect(reduceNotices(both, { type: 'dismissKind', kind: 'error' }).list).toHaveLength(0)
  })
})

describe('actionsOf', () => {
  it('offers the action that fixes it', () => {
    const offered = (event: NoticesEvent) => after(event).list.flatMap(actionsOf)
    expect(offered(failure('TRAINER_CRASHED'))).toEqual(['restoreCheckpoint', 'restartTrainer'])
    expect(offered(failure('DATA_FILE_MISSING'))).toEqual(['chooseFolder', 'useSample'])
    expect(offered(failure('WEIGHTS_NOT_NPZ'))).toEqual(['importWeights'])
  })
})
