import { describe, expect, it } from 'vitest'
import { openShare, progressTitle } from '../../../src/shared/training/progressTitle'

describe('progressTitle', () => {
  it('puts whole percents before the name while a run is running or paused', () => {
    expect(progressTitle({ phase: 'running', done: 6399, planned: 10_000 }, '工坊', '已暂停')).toBe('63% · 工坊')
    expect(progressTitle({ phase: 'paused', done: 1, planned: 3 }, 'Studio', 'Paused')).toBe('33% · Paused · Studio')
  })

  it('never says 100% before the end', () => {
    expect(progressTitle({ phase: 'running', done: 9_999, planned: 10_000 }, 'S', '')).toBe('99% · S')
  })

  it('is the name alone before the first run and after the end', () => {
    expect(progressTitle({ phase: 'idle', done: 0, planned: 0 }, 'S', '')).toBe('S')
    expect(progressTitle({ phase: 'ended', done: 10, planned: 10 }, 'S', '')).toBe('S')
    expect(openShare({ phase: 'ended', done: 10, planned: 10 })).toBeNull()
  })
})
