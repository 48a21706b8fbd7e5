import { describe, expect, it } from 'vitest'
import { ENGINE_KINDS } from '../../../src/shared/engine/engine'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import type { TrainingSession } from '../../../src/shared/training/session'
import { newSession, runOut, smallRun } from './support'

/** Shifts and Adam: everything that has a state of its own. */
const run: Hyperparameters = { ...smallRun, iterations: 200, optimizer: 'adam', lr: 0.01, shift: true }

/** Runs to the end, capturing before every iteration if asked. */
async function finish(session: TrainingSession, captures: boolean) {
  const losses: number[] = []
  while (session.iteration < session.hyperparameters.iterations) {
    if (captures) losses.push(session.capture().loss)
    session.resume(1)
    await runOut(session)
  }
  return losses
}

describe('TrainingSession.capture', () => {
  it.each(ENGINE_KINDS)('leaves every bit of a run, 200 captures long (%s)', async (engine) => {
    const watched = await newSession({ ...run, engine })
    const alone = await newSession({ ...run, engine })
    const losses = await finish(watched.session, true)
    await finish(alone.session, false)
    expect(watched.engine.state()).toEqual(alone.engine.state())
    expect(watched.session.history.losses()).toEqual(alone.session.history.losses())
    expect(losses).toEqual([...watched.session.history.losses()])
  })

  it('shows the weights before and after the iteration that follows', async () => {
    const { session, engine } = await newSession({ ...run, engine: 'simd' })
    const { before, after, iteration, batch } = session.capture()
    expect({ iteration, size: batch.length }).toEqual({ iteration: 0, size: run.batch })
    expect(before).toEqual(engine.state())
    session.resume(1)
    await runOut(session)
    expect(after).toEqual(engine.state())
  })

  it('has the learning rate of an iteration whose change is planned', async () => {
    const schedule = { changes: [{ iteration: 3, value: 0.07 }] }
    const { session } = await newSession({ ...smallRun, decay: 'cosine' }, { schedule })
    session.resume(3)
    await runOut(session)
    const { loss, learningRate } = session.capture()
    expect(learningRate).toBeCloseTo(0.07, 12)
    session.resume(1)
    await runOut(session)
    expect(session.history.losses()[3]).toBe(loss)
  })

  it('starts from the last stable weights after a divergence', async () => {
    const { session, engine } = await newSession({ ...smallRun, iterations: 200 })
    session.resume(15)
    await runOut(session)
    engine.setWeights({ ...engine.weights(), W2: engine.weights().W2.fill(1e308) })
    session.resume()
    await runOut(session)
    expect(session.reason).toBe('diverged')
    const { before, iteration } = session.capture()
    expect(iteration).toBe(session.weightsIteration)
    expect(before.weights).toEqual(engine.weights())
    expect(before.weights.W1.every(Number.isFinite)).toBe(true)
  })
})
