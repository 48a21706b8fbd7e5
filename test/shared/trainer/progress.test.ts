import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/shared/engine/createEngine'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'
import { TrainingSession } from '../../../src/shared/training/session'
import { ProgressReport } from '../../../src/shared/trainer/progress'
import { smallDataset } from '../training/support'

/** Reports on a run with a clock that moves only when set. */
async function reportOn(processors: number) {
  let now = 0
  const engine = await createEngine('float64')
  const { train, test, classes } = smallDataset
  engine.load('train', train)
  engine.load('test', test)
  const shapes = { trainCount: train.count, testCount: test.count, inputs: train.rows * train.cols, classes }
  const hyperparameters = { ...BOOK_DEFAULTS, iterations: 50, batchSize: 10 }
  const session = new TrainingSession({ engine, shapes, hyperparameters, now: () => now })
  session.resume()
  session.runSlice(Infinity)
  const report = new ProgressReport(1, session, { now: () => now, processors })
  return { report, pass: (milliseconds: number) => (now += milliseconds) }
}

describe('ProgressReport', () => {
  it.each([
    { processors: 8, early: 99, due: 100 },
    { processors: 2, early: 333, due: 334 },
  ])('is due each $due ms with $processors processors', async ({ processors, early, due }) => {
    const { report, pass } = await reportOn(processors)
    pass(early)
    expect(report.isDue).toBe(false)
    pass(due - early)
    expect(report.isDue).toBe(true)
    expect(report.next()?.losses).toHaveLength(50)
    pass(early)
    expect(report.isDue).toBe(false)
    // The time of a pause is nobody's.
    report.measureFromHere()
    pass(due - 1)
    expect(report.isDue).toBe(false)
    pass(1)
    expect(report.isDue).toBe(true)
    // Nothing is sent twice.
    expect(report.next()).toBeNull()
  })
})
