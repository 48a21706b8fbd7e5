import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/shared/engine/engine'
import type { Checkpoint } from '../../../src/shared/training/checkpoint'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import type { TrainingSession } from '../../../src/shared/training/session'
import { newSession, runOut, smallRun } from './support'

/** All that a run leaves behind. */
const outcome = ({ session, engine }: { session: TrainingSession; engine: Engine }): unknown => ({
  losses: session.history.losses(),
  epochs: session.history.epochs,
  marks: session.history.marks,
  best: session.best,
  final: session.final,
  reason: session.reason,
  iteration: session.iteration,
  state: engine.state(),
})

async function uninterrupted(hyperparameters: Hyperparameters): Promise<unknown> {
  const run = await newSession(hyperparameters)
  run.session.resume()
  await runOut(run.session)
  return outcome(run)
}

/** Runs `slices` units of work, saves, discards everything and resumes in a new engine. */
async function interrupted(hyperparameters: Hyperparameters, slices: number): Promise<unknown> {
  const before = await newSession(hyperparameters)
  before.session.resume()
  for (let k = 0; k < slices; k++) before.session.runSlice(-1)
  const checkpoint: Checkpoint = structuredClone(before.session.checkpoint())
  before.engine.dispose()
  const after = await newSession(hyperparameters, { checkpoint })
  if (after.session.phase !== 'ended') after.session.resume()
  await runOut(after.session)
  return outcome(after)
}

describe('checkpoint', () => {
  const variants: readonly Partial<Hyperparameters>[] = [
    {},
    { optimizer: 'momentum', lr: 0.05 },
    { optimizer: 'adagrad', lr: 0.05 },
    { optimizer: 'adam', lr: 0.01 },
    { shift: true },
    { decay: 'cosine' },
    { weightInit: 'he', patience: 2, iterations: 200 },
    { engine: 'simd' },
  ]
  it.each(variants)('resumes bit for bit with %j', async (variant) => {
    const hyperparameters = { ...smallRun, ...variant }
    const expected = await uninterrupted(hyperparameters)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), async (slices) => {
        expect(await interrupted(hyperparameters, slices)).toEqual(expected)
      }),
      { numRuns: 6, examples: [[0], [1], [2]] },
    )
  })

  it('keeps a learning rate that was changed on the way', async () => {
    const first = await newSession({ ...smallRun, decay: 'exponential' })
    first.session.resume(9)
    await runOut(first.session)
    first.session.setLearningRate(0.07)
    const second = await newSession({ ...smallRun, decay: 'exponential' }, { checkpoint: first.session.checkpoint() })
    for (const { session } of [first, second]) {
      session.resume()
      await runOut(session)
    }
    expect(outcome(second)).toEqual(outcome(first))
  })

  it('is not changed when the run continues', async () => {
    const { session } = await newSession({ ...smallRun, optimizer: 'adam', lr: 0.01 })
    session.resume(12)
    await runOut(session)
    const checkpoint = session.checkpoint()
    const copy = structuredClone(checkpoint)
    session.resume()
    await runOut(session)
    expect(checkpoint).toEqual(copy)
  })

  it('of an ended run brings back its end and its weights', async () => {
    const ended = await newSession(smallRun)
    ended.session.resume()
    await runOut(ended.session)
    const again = await newSession(smallRun, { checkpoint: structuredClone(ended.session.checkpoint()) })
    expect(again.session.phase).toBe('ended')
    expect(outcome(again)).toEqual(outcome(ended))
  })

  it('after a divergence resumes from the last epoch with a smaller learning rate', async () => {
    const diverged = await newSession({ ...smallRun, iterations: 60 })
    diverged.session.resume(15)
    await runOut(diverged.session)
    diverged.engine.setWeights({ ...diverged.engine.weights(), W2: diverged.engine.weights().W2.fill(1e308) })
    diverged.session.resume()
    await runOut(diverged.session)
    expect(diverged.session.reason).toBe('diverged')
    const whole = await newSession({ ...smallRun, iterations: 60 }, { checkpoint: diverged.session.checkpoint() })
    expect(outcome(whole)).toEqual(outcome(diverged))
    expect(whole.session.weightsIteration).toBe(11)

    const checkpoint = structuredClone(diverged.session.lastStableCheckpoint())
    expect(checkpoint.history.losses).toHaveLength(11)
    const { session } = await newSession({ ...smallRun, iterations: 60 }, { checkpoint })
    session.setLearningRate(smallRun.lr / 2)
    session.resume()
    await runOut(session)
    expect([session.reason, session.history.length]).toEqual(['finished', 60])
    expect(session.history.epochs.map(({ epoch }) => Math.floor(epoch))).toEqual([0, 1, 2, 3, 4, 5, 6, 6])
  })
})
