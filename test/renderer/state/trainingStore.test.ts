import { describe, expect, it } from 'vitest'
import { accuraciesOf, INITIAL_TRAINING, phaseOf, reduceTraining } from '../../../src/renderer/state/trainingStore'
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
    measured: null,
    collapse: null,
    data: null,
    weightsIteration: 0,
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

  it('keeps the best measurement, the earlier of two equals', () => {
    const state = after(status({}), progress(1, 0, 1, [0.2, 0.9, 0.9, 0.8]))
    expect([state.best?.epoch, state.measurements]).toEqual([1, 4])
  })

  it('shows the accuracies of the weights as they are, and says so where they are older', () => {
    const running = after(status({}), progress(1, 0, 7, [0.2, 0.9]))
    expect(accuraciesOf(running)).toMatchObject({ iteration: 2, testAccuracy: 0.9, isCurrent: false })
    const newest = { iteration: 2, trainAccuracy: 0.5, testAccuracy: 0.9 }
    const paused = { phase: 'paused', iteration: 7, weightsIteration: 7 } as const
    expect(accuraciesOf(reduceTraining(running, status({ ...paused, measured: newest })))).toEqual({
      ...newest,
      isCurrent: false,
    })
    const own = { iteration: 7, trainAccuracy: 0.6, testAccuracy: 0.8 }
    const measured = reduceTraining(running, status({ ...paused, measured: own }))
    expect(accuraciesOf(measured)).toEqual({ ...own, isCurrent: true })
    // After a divergence the weights are those of an earlier iteration.
    const stable = { iteration: 1, trainAccuracy: 0.3, testAccuracy: 0.2 }
    const ended = { phase: 'ended', reason: 'diverged', iteration: 7, weightsIteration: 1, measured: stable } as const
    expect(accuraciesOf(reduceTraining(running, status(ended)))).toEqual({ ...stable, isCurrent: true })
    expect(accuraciesOf(INITIAL_TRAINING)).toBeNull()
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
