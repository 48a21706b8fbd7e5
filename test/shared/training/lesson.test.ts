import { describe, expect, it } from 'vitest'
import { lessonOf } from '../../../src/shared/training/lesson'

const run = (test: readonly number[], gap = 0.01, losses = [2.3, 1, 0.5]) => ({
  reason: 'finished' as const,
  losses: Float64Array.from(losses),
  epochs: test.map((testAccuracy, epoch) => ({
    ...{ epoch, iteration: epoch * 600, testAccuracy },
    trainAccuracy: testAccuracy + gap,
  })),
})
const atChance = (losses: number[]) => ({ ...run([0.1, 0.1], 0, losses), reason: 'chance' as const })
const rising = [0.1, 0.9, 0.92, 0.93, 0.94, 0.945, 0.95]

describe('lessonOf', () => {
  it('is nothing before the first measurement', () => {
    expect(lessonOf(run([]))).toBeNull()
  })

  it('distinguishes a rate that is too high from a run that learned nothing', () => {
    expect(lessonOf(atChance([2.3, 8.1, 2.3]))).toEqual({ kind: 'rateTooHigh', testAccuracy: 0.1 })
    expect(lessonOf({ ...run([0.1, 0.5]), reason: 'diverged' })?.kind).toBe('rateTooHigh')
    expect(lessonOf(atChance([2.31, NaN]))?.kind).toBe('rateTooHigh')
    expect(lessonOf(atChance([2.31, 2.3, 2.3]))).toEqual({ kind: 'learnedNothing', testAccuracy: 0.1 })
    expect(lessonOf({ ...run([0.1, 0.5]), reason: 'stopped' })).toBeNull()
  })

  it('names overfitting with the gap, whatever the trend', () => {
    const lesson = lessonOf(run(rising, 0.084))
    expect(lesson).toMatchObject({ kind: 'overfitting', testAccuracy: 0.95 })
    expect(lesson?.kind === 'overfitting' && lesson.gap).toBeCloseTo(0.084, 12)
  })

  it('measures the trend over the last third of the whole epochs', () => {
    const improving = lessonOf(run(rising))
    expect(improving).toMatchObject({ kind: 'stillImproving', epochs: 2 })
    expect(improving?.kind === 'stillImproving' && improving.gain).toBeCloseTo(0.01, 12)
    expect(lessonOf(run([0.1, 0.9, 0.95, 0.96, 0.961, 0.961, 0.9605]))).toMatchObject({ kind: 'plateau', epochs: 2 })
    expect(lessonOf(run([0.1, 0.9, 0.95, 0.96, 0.961, 0.962, 0.963]))?.kind).toBe('learned')
    expect(lessonOf(run(rising.slice(0, 5)))).toEqual({ kind: 'learned', testAccuracy: 0.94 })
  })
})
