import { describe, expect, it } from 'vitest'
import type { TrainingEvent } from '../../../src/shared/training/runTypes'
import { initialWeights } from '../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../src/shared/random/randomState'
import { reportsEpoch } from '../../../src/shared/training/epochSchedule'
import { loadedEngine, newSession, runOut, shapesOf, smallDataset, smallRun } from './support'

const kinds = (marks: readonly TrainingEvent[]): string[] => marks.map((mark) => mark.kind)

describe('TrainingSession', () => {
  it("is the book's loop: same draws, same order, loss after the update, accuracies per epoch", async () => {
    const { session, engine } = await newSession(smallRun)
    session.resume()
    await runOut(session)

    const reference = await loadedEngine()
    const shapes = shapesOf(smallDataset)
    const random = new RandomState(smallRun.seed)
    reference.initialise(initialWeights({ ...shapes, ...smallRun }, random), 'sgd', smallRun.batch)
    const losses: number[] = []
    const accuracies: [number, number][] = []
    const measure = (): [number, number] => [
      reference.countCorrect('train', 0, shapes.trainCount) / shapes.trainCount,
      reference.countCorrect('test', 0, shapes.testCount) / shapes.testCount,
    ]
    const batch = new Uint32Array(smallRun.batch)
    for (let i = 0; i < smallRun.iterations; i++) {
      random.choice(shapes.trainCount, batch)
      losses.push(reference.step(batch, smallRun.lr, null, null))
      if (reportsEpoch(i, shapes.trainCount, smallRun.batch)) accuracies.push(measure())
    }

    expect(Array.from(session.history.losses())).toEqual(losses)
    expect(session.history.epochs.map((record) => [record.trainAccuracy, record.testAccuracy])).toEqual(accuracies)
    expect(session.history.epochs.map(({ iteration }) => iteration)).toEqual(
      [0, 10, 20, 29, 39].slice(0, accuracies.length),
    )
    const [trainAccuracy, testAccuracy] = measure()
    expect(session.final).toEqual({ trainAccuracy, testAccuracy })
    expect(engine.weights()).toEqual(reference.weights())
    expect([session.phase, session.reason, session.iteration]).toEqual(['ended', 'finished', smallRun.iterations])
  })

  it('learns: the loss falls and the accuracy rises far above chance', async () => {
    const { session } = await newSession({ ...smallRun, iterations: 300 })
    session.resume()
    await runOut(session)
    const losses = session.history.losses()
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 3)
    expect(session.final?.trainAccuracy).toBeGreaterThan(0.7)
  })

  it('returns soon after the deadline, also in the middle of a measurement', async () => {
    let ticks = 0
    const { session } = await newSession({ ...smallRun, hidden: 500 }, { now: () => ticks++ })
    session.resume()
    // One tick per unit of work. With 500 neurons a measurement of 300 images takes 30 slices of 10.
    expect(session.runSlice(ticks + 4)).toBe('continue')
    expect(session.iteration).toBe(1)
    expect(session.history.epochs).toHaveLength(0)
    for (let slice = 0; slice < 40 && session.history.epochs.length === 0; slice++) session.runSlice(ticks + 1)
    expect(session.history.epochs).toHaveLength(1)
    expect(session.iteration).toBeLessThan(10)
  })

  it('gives the same numbers however it is sliced and paused', async () => {
    const whole = await newSession(smallRun)
    whole.session.resume()
    await runOut(whole.session)
    const parts = await newSession(smallRun)
    parts.session.resume()
    while (parts.session.phase !== 'ended') {
      parts.session.runSlice(-1)
      if (parts.session.phase === 'running') {
        parts.session.pause()
        parts.session.resume()
      }
    }
    expect(parts.session.history.losses()).toEqual(whole.session.history.losses())
    expect(parts.session.history.epochs).toEqual(whole.session.history.epochs)
    expect(parts.engine.weights()).toEqual(whole.engine.weights())
  })

  it('does nothing while paused, and marks the pause', async () => {
    const { session } = await newSession(smallRun)
    expect(session.runSlice(Infinity)).toBe('idle')
    expect(session.iteration).toBe(0)
    session.resume()
    session.runSlice(-1)
    session.pause()
    const { iteration } = session
    expect(session.runSlice(Infinity)).toBe('idle')
    expect(session.iteration).toBe(iteration)
    expect(session.history.marks).toContainEqual({ kind: 'paused', iteration })
  })

  it('pauses after the requested iterations, with the measurement they cause', async () => {
    const { session } = await newSession(smallRun)
    session.resume(1)
    await runOut(session)
    expect([session.phase, session.iteration, session.history.epochs.length]).toEqual(['paused', 1, 1])
    session.resume(1)
    await runOut(session)
    expect([session.phase, session.iteration, session.history.epochs.length]).toEqual(['paused', 2, 1])
    expect(kinds(session.history.marks)).not.toContain('paused')
  })

  it('measures once when the last iteration is an epoch of its own', async () => {
    const { session } = await newSession({ ...smallRun, batch: 240, iterations: 3 })
    session.resume()
    await runOut(session)
    expect(session.history.epochs.map(({ epoch, iteration }) => [epoch, iteration])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
    const last = session.history.epochs[2]
    expect(session.final).toEqual({ trainAccuracy: last?.trainAccuracy, testAccuracy: last?.testAccuracy })
  })

  it('stops and refuses to resume', async () => {
    const { session } = await newSession(smallRun)
    session.resume(5)
    await runOut(session)
    session.stop()
    await runOut(session)
    expect([session.phase, session.reason]).toEqual(['ended', 'stopped'])
    expect(() => session.resume()).toThrow('TRAINING_WRONG_STATE')
    expect(() => session.stop()).toThrow('TRAINING_WRONG_STATE')
    expect(() => session.setLearningRate(0.1)).toThrow('TRAINING_WRONG_STATE')
  })

  it('refuses bad hyperparameters before it touches the engine', async () => {
    await expect(newSession({ ...smallRun, batch: 0 })).rejects.toThrow('HYPERPARAMETER_INVALID')
  })

  it('refuses an empty split with TRAINING_NO_DATA', async () => {
    const shapes = { ...shapesOf(smallDataset), testCount: 0 }
    const engine = await loadedEngine()
    const { TrainingSession } = await import('../../../src/shared/training/session')
    expect(() => new TrainingSession({ engine, shapes, hyperparameters: smallRun, now: () => 0 })).toThrow(
      'TRAINING_NO_DATA',
    )
  })

  it('counts running time without pauses', async () => {
    let time = 0
    const { session } = await newSession(smallRun, { now: () => time })
    session.resume()
    time = 30
    session.pause()
    time = 100
    session.resume()
    time = 105
    expect(session.elapsedMs).toBe(35)
  })
})

describe('TrainingSession, learning rate', () => {
  it('applies a change from the next iteration on and marks it', async () => {
    const changed = await newSession(smallRun)
    const same = await newSession(smallRun)
    for (const { session } of [changed, same]) {
      session.resume(7)
      await runOut(session)
    }
    changed.session.setLearningRate(0.02)
    expect(changed.session.learningRate).toBe(0.02)
    for (const { session } of [changed, same]) {
      session.resume()
      await runOut(session)
    }
    const [a, b] = [changed.session.history.losses(), same.session.history.losses()]
    expect(a.slice(0, 7)).toEqual(b.slice(0, 7))
    expect(a[7]).not.toBe(b[7])
    expect(changed.session.history.marks).toContainEqual({ kind: 'learningRate', iteration: 7, from: 0.2, value: 0.02 })
  })

  it('takes what was set for the next iteration and decays from there', async () => {
    const { session } = await newSession({ ...smallRun, decay: 'step', iterations: 40 })
    session.resume(15)
    await runOut(session)
    expect(session.learningRate).toBe(0.1) // 0.2 halved in the second quarter
    session.setLearningRate(0.3)
    expect(session.learningRate).toBe(0.3)
    session.resume(5)
    await runOut(session)
    expect(session.learningRate).toBe(0.15)
  })

  it.each([[0], [-1], [NaN], [1e10]])('refuses %d with HYPERPARAMETER_INVALID', async (value) => {
    const { session } = await newSession(smallRun)
    expect(() => session.setLearningRate(value)).toThrow('HYPERPARAMETER_INVALID')
  })
})

describe('TrainingSession, ±2 px shift', () => {
  it("draws the book's batches with the shift or without", async () => {
    const drawn: Record<string, number[][]> = { with: [], without: [] }
    const shifts: number[] = []
    for (const [name, shift] of [
      ['with', true],
      ['without', false],
    ] as const) {
      const engine = await loadedEngine()
      const step = engine.step.bind(engine)
      engine.step = (batch, learningRate, next, moved) => {
        drawn[name]?.push(Array.from(batch))
        if (moved !== null) shifts.push(...moved)
        return step(batch, learningRate, next, moved)
      }
      const { session } = await newSession({ ...smallRun, shift }, { engine })
      session.resume()
      await runOut(session)
    }
    expect(drawn.with).toEqual(drawn.without)
    expect(drawn.with).toHaveLength(smallRun.iterations)
    expect(shifts).toHaveLength(2 * smallRun.batch * smallRun.iterations)
    expect(new Set(shifts)).toEqual(new Set([-2, -1, 0, 1, 2]))
  })
})

describe('TrainingSession, early ends', () => {
  it('ends at the first epoch whose test accuracy reaches the target', async () => {
    const { session } = await newSession({ ...smallRun, iterations: 2000, targetAccuracy: 0.6 })
    session.resume()
    await runOut(session)
    const { epochs } = session.history
    expect(session.reason).toBe('targetReached')
    expect(epochs.at(-1)?.testAccuracy).toBeGreaterThanOrEqual(0.6)
    expect(epochs.slice(0, -1).every((record) => record.testAccuracy < 0.6)).toBe(true)
    expect(session.final?.testAccuracy).toBe(epochs.at(-1)?.testAccuracy)
    expect(session.iteration).toBe((epochs.at(-1)?.iteration ?? 0) + 1)
  })

  it('ends after the given number of epochs without a better test accuracy, and keeps the best weights', async () => {
    const { session } = await newSession({ ...smallRun, iterations: 20_000, patience: 3 })
    session.resume()
    await runOut(session)
    expect(session.reason).toBe('patience')
    const accuracies = session.history.epochs.map((record) => record.testAccuracy)
    const best = accuracies.indexOf(Math.max(...accuracies))
    expect(accuracies).toHaveLength(best + 4)
    expect(session.best?.epoch).toBe(best)
    const engine = await loadedEngine()
    if (session.best === null) throw new Error('no best snapshot')
    engine.initialise(session.best.weights, 'sgd', 1)
    expect(engine.countCorrect('test', 0, 60) / 60).toBe(accuracies[best])
    const mark = session.history.marks.filter(({ kind }) => kind === 'best').at(-1)
    expect(mark).toMatchObject({ epoch: best, iteration: session.best.iteration + 1, value: accuracies[best] })
  })

  it('ends at the first loss that is not finite, with the last good weights in the engine', async () => {
    const { session, engine } = await newSession({ ...smallRun, iterations: 200, lr: 0.2 })
    session.resume(15)
    await runOut(session)
    const good = session.lastStableCheckpoint()
    expect(good.point.iteration).toBe(11) // after the epoch of iteration 10
    // From here each update overshoots: weights grow until the loss is no number any more.
    engine.setWeights({ ...engine.weights(), W2: engine.weights().W2.fill(1e308) })
    session.resume()
    await runOut(session)
    expect(session.reason).toBe('diverged')
    expect(Array.from(session.history.losses()).every(Number.isFinite)).toBe(true)
    expect(session.history.marks.at(-1)).toEqual({ kind: 'diverged', iteration: session.iteration + 1 })
    expect(session.final).toEqual({
      trainAccuracy: session.history.epochs.at(-1)?.trainAccuracy,
      testAccuracy: session.history.epochs.at(-1)?.testAccuracy,
    })
    expect(session.weightsIteration).toBe(11)
    expect(engine.weights()).toEqual(good.point.engine.weights)
  })
})
