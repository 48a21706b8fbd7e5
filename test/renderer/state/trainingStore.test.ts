import { describe, expect, it } from 'vitest'
import { bestAccuracyOf, INITIAL_TRAINING, phaseOf, reduceTraining } from '../../../src/renderer/state/trainingStore'
import type { TrainingEvent } from '../../../src/renderer/state/trainingStore'
import type { TrainingStatus } from '../../../src/shared/training/runTypes'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'

const status = (change: Partial<TrainingStatus>): TrainingEvent => ({
  type: 'status',
  status: {
    run: 1,
    phase: 'running',
    reason: null,
    iteration: 0,
    hyperparameters: BOOK_DEFAULTS,
    engine: 'simd',
    threads: 2,
    learningRate: 0.1,
    iterationsPerEpoch: 600,
    best: null,
    final: null,
    ...change,
  },
})
const progress = (
  run: number,
  firstIteration: number,
  count: number,
  testAccuracies: number[] = [],
): TrainingEvent => ({
  type: 'progress',
  smoothedLoss: 0.5,
  progress: {
    run,
    firstIteration,
    losses: new Float64Array(count),
    epochs: testAccuracies.map((testAccuracy, i) => ({ epoch: i, iteration: i, trainAccuracy: 0.5, testAccuracy })),
    marks: [],
    iterationsPerSecond: 1000,
    remainingMs: 5,
    elapsedMs: 7,
  },
})
const after = (...events: TrainingEvent[]) => events.reduce(reduceTraining, INITIAL_TRAINING)

describe('reduceTraining', () => {
  it('counts iterations from progress and never backwards', () => {
    const state = after(status({}), progress(1, 0, 40), progress(1, 40, 2), status({ iteration: 30 }))
    expect(state.iteration).toBe(42)
  })

  it('keeps the best epoch, the earlier of two equals, and counts the accuracy after the last iteration', () => {
    const state = after(status({}), progress(1, 0, 1, [0.2, 0.9, 0.9, 0.8]))
    expect(state.best?.epoch).toBe(1)
    expect(bestAccuracyOf(state)).toBe(0.9)
    const final = { trainAccuracy: 0.99, testAccuracy: 0.95 }
    expect(bestAccuracyOf(reduceTraining(state, status({ phase: 'ended', final })))).toBe(0.95)
    expect(bestAccuracyOf(INITIAL_TRAINING)).toBeNull()
  })

  it('forgets the numbers of the run before when a new one starts', () => {
    const state = after(status({}), progress(1, 0, 40, [0.9]), status({ run: 2 }))
    expect([state.iteration, state.best, state.lastEpoch, state.smoothedLoss]).toEqual([0, null, null, null])
  })

  it('ignores progress of an older run', () => {
    const before = after(status({ run: 2 }))
    expect(reduceTraining(before, progress(1, 0, 40))).toBe(before)
  })

  it('is idle for the controls when the process died, and ready again after a restart', () => {
    const crashed = after(status({}), { type: 'crashed', reason: 'killed' })
    expect([crashed.trainer, phaseOf(crashed), crashed.crashReason]).toEqual(['crashed', 'idle', 'killed'])
    const restarted = reduceTraining(crashed, { type: 'restarted' })
    expect([restarted.trainer, restarted.iteration]).toEqual(['ready', 0])
  })
})
