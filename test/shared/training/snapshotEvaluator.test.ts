import { describe, expect, it } from 'vitest'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { loadedEngine, newSession, runOut, smallDataset, smallRun } from './support'
import type { SnapshotEvaluator } from '../../../src/shared/engine/snapshotEvaluator'

/** Measures with a second engine, as a second worker does; answers when `release` is called. */
async function secondEngine() {
  const engine = await loadedEngine()
  const held: (() => void)[] = []
  const asked: number[] = []
  const evaluator: SnapshotEvaluator = {
    evaluate: (weights, epoch) =>
      new Promise((resolve) => {
        asked.push(epoch)
        held.push(() => {
          engine.initialise(weights, 'sgd', 1)
          const { train, test } = smallDataset
          resolve({
            trainAccuracy: engine.countCorrect('train', 0, train.count) / train.count,
            testAccuracy: engine.countCorrect('test', 0, test.count) / test.count,
          })
        })
      }),
  }
  /** Answers what was asked, the newest first. */
  const release = (): void => {
    while (held.length > 0) held.pop()?.()
  }
  return { evaluator, release, asked }
}

async function runBoth(hyperparameters: Hyperparameters) {
  const alone = await newSession(hyperparameters)
  alone.session.resume()
  await runOut(alone.session)
  const { evaluator, release, asked } = await secondEngine()
  const helped = await newSession(hyperparameters, { evaluator })
  helped.session.resume()
  for (;;) {
    const outcome = helped.session.runSlice(Infinity)
    release()
    if (outcome === 'idle') break
    await helped.session.settled()
  }
  await helped.session.settled()
  return { alone, helped, asked }
}

describe('SnapshotEvaluator', () => {
  const variants: readonly Partial<Hyperparameters>[] = [
    {},
    { batch: 240, iterations: 9 }, // every iteration is an epoch
    { iterations: 2000, targetAccuracy: 0.6 },
    { iterations: 20_000, patience: 3 },
  ]
  it.each(variants)('changes no number of the run with %j', async (variant) => {
    const { alone, helped } = await runBoth({ ...smallRun, ...variant })
    expect(helped.session.history.losses()).toEqual(alone.session.history.losses())
    expect(helped.session.history.epochs).toEqual(alone.session.history.epochs)
    expect(helped.session.history.marks).toEqual(alone.session.history.marks)
    expect(helped.session.best).toEqual(alone.session.best)
    expect(helped.session.final).toEqual(alone.session.final)
    expect([helped.session.reason, helped.session.iteration]).toEqual([alone.session.reason, alone.session.iteration])
    expect(helped.engine.weights()).toEqual(alone.engine.weights())
  })

  it('lets training continue while it measures, with at most two snapshots in flight', async () => {
    const { evaluator, release, asked } = await secondEngine()
    const { session } = await newSession(smallRun, { evaluator })
    session.resume()
    expect(session.runSlice(Infinity)).toBe('waiting')
    expect(asked).toEqual([0, 1])
    expect(session.iteration).toBe(11)
    expect(session.history.epochs).toHaveLength(0)
    release()
    await session.settled()
    expect(session.history.epochs.map(({ epoch }) => epoch)).toEqual([0, 1])
  })

  it('refuses a checkpoint while a measurement is on its way', async () => {
    const { evaluator, release } = await secondEngine()
    const { session } = await newSession(smallRun, { evaluator })
    session.resume()
    session.runSlice(-1)
    session.pause()
    expect(() => session.checkpoint()).toThrow('TRAINING_WRONG_STATE')
    release()
    await session.settled()
    expect(session.checkpoint().history.epochs).toHaveLength(1)
  })

  it('that fails makes the next slice throw its error', async () => {
    const evaluator = { evaluate: () => Promise.reject(new Error('worker gone')) }
    const { session } = await newSession(smallRun, { evaluator })
    session.resume()
    session.runSlice(-1)
    await session.settled()
    expect(() => session.runSlice(-1)).toThrow('worker gone')
  })
})
