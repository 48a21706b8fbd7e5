import { describe, expect, it } from 'vitest'
import { formatOf } from '../../../../src/renderer/state/format'
import {
  epochsOf,
  formSummary,
  isUnusualRate,
  moreIterations,
  runDiffers,
} from '../../../../src/renderer/features/train/formView'
import { parseNumberText } from '../../../../src/renderer/state/numberText'
import { applyPreset, presetOf } from '../../../../src/renderer/features/train/presets'
import { badRateOf } from '../../../../src/renderer/features/train/collapseNotice'
import { BOOK_DEFAULTS } from '../../../../src/shared/training/hyperparameters'

describe('parseNumberText', () => {
  it.each([
    ['0.1', false, 0.1],
    ['1e-3', false, 0.001],
    [' １０ ', true, 10],
    ['0。5', false, 0.5],
    ['.5', false, 0.5],
    ['10,000', true, 10_000],
    ['10,0005', true, 100_005],
    ['1,234.5', false, 1234.5],
  ])('reads %s', (text, whole, value) => expect(parseNumberText(text, whole)).toBe(value))

  it.each(['', '0,2', '1.2.3', '0x10', 'Infinity', '1 000a', '--1'])('refuses "%s"', (text) =>
    expect(parseNumberText(text, false)).toBeNaN(),
  )
})

describe('presets', () => {
  it('knows the book’s values and its own, whatever engine and seed', () => {
    expect(presetOf(BOOK_DEFAULTS)).toBe('book')
    expect(presetOf({ ...BOOK_DEFAULTS, seed: 7, engine: 'float64' })).toBe('book')
    expect(presetOf({ ...BOOK_DEFAULTS, lr: 0.2 })).toBeNull()
    const fast = applyPreset({ ...BOOK_DEFAULTS, seed: 7 }, 'fast')
    expect([presetOf(fast), fast.seed]).toEqual(['fast', 7])
    expect(presetOf(applyPreset(fast, 'book'))).toBe('book')
  })
})

describe('the form in words', () => {
  const run = {
    ...{
      run: 1,
      phase: 'running' as const,
      reason: null,
      iteration: 5,
      engine: 'simd' as const,
      threads: 2 as const,
      measured: null,
      collapse: null,
      data: null,
      weightsIteration: 5,
    },
    ...{ hyperparameters: BOOK_DEFAULTS, learningRate: 0.1, iterationsPerEpoch: 600, best: null },
  }

  it('counts epochs as the book does', () => {
    expect(epochsOf(BOOK_DEFAULTS, { trainCount: 60_000 })).toBeCloseTo(16.67, 2)
    expect(epochsOf(BOOK_DEFAULTS, null)).toBeNull()
  })

  it('detects that a run uses other values, comparing its current learning rate', () => {
    expect(runDiffers(run, BOOK_DEFAULTS)).toBe(false)
    expect(runDiffers(run, { ...BOOK_DEFAULTS, hidden: 51 })).toBe(true)
    expect(runDiffers({ ...run, learningRate: 0.2 }, { ...BOOK_DEFAULTS, lr: 0.2 })).toBe(false)
    expect(runDiffers(null, { ...BOOK_DEFAULTS, lr: 0.2 })).toBe(false)
  })

  it('proposes the usual rate of an optimizer only where another one is far from it', () => {
    expect(isUnusualRate({ optimizer: 'adam', lr: 0.1 })).toBe(true)
    expect(isUnusualRate({ optimizer: 'adam', lr: 0.002 })).toBe(false)
    expect(isUnusualRate({ optimizer: 'sgd', lr: 3 })).toBe(false)
    expect(isUnusualRate({ optimizer: 'sgd', lr: 0.001 })).toBe(true)
  })

  it('says why a run learned badly only where the rate explains it', () => {
    const ended = { ...run, phase: 'ended' as const, reason: 'finished' as const }
    const measured = { iteration: 10_000, trainAccuracy: 0.73, testAccuracy: 0.72 }
    const adam = { ...BOOK_DEFAULTS, optimizer: 'adam' as const }
    expect(badRateOf({ ...ended, measured, hyperparameters: adam })).toMatchObject({ rate: 0.1, usual: 0.001 })
    expect(badRateOf({ ...ended, measured })).toBeNull()
    expect(badRateOf({ ...ended, measured: { ...measured, testAccuracy: 0.96 }, hyperparameters: adam })).toBeNull()
  })

  it('adds what is left of the plan of a stopped run, and the first plan once more to a finished one', () => {
    expect(moreIterations({ ...run, iteration: 3000 }, [])).toBe(7000)
    expect(moreIterations({ ...run, iteration: 10_000 }, [])).toBe(10_000)
    const longer = { ...run, iteration: 20_000, hyperparameters: { ...BOOK_DEFAULTS, iterations: 20_000 } }
    const event = { kind: 'planned', iteration: 10_000, from: 10_000, value: 20_000 } as const
    expect(moreIterations(longer, [event])).toBe(10_000)
  })

  it('fits on one line', () => {
    const line = formSummary(BOOK_DEFAULTS, (key) => key.split('.')[1] ?? '', formatOf('en'))
    expect(line).toBe('hidden 50 · batch 100 · lr 0.1 · iterations 10,000 · seed 0')
  })
})
