import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { newSession, runOut, smallRun } from '../training/support'
import { digit, longRun, openTrainer, readyTrainer } from './support'

describe('TrainerService, training', () => {
  it('reports every loss once and in order, and the last ones before it says that the run ended', async () => {
    const trainer = await readyTrainer()
    const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
    const started = unwrap(await trainer.client.request('training.start', { hyperparameters: smallRun }))
    expect(started).toMatchObject({ run: 1, engine: 'float64', iterationsPerEpoch: 9.6 })
    const status = await ended
    expect(status).toMatchObject({ run: 1, reason: 'finished', iteration: smallRun.iterations })

    const { session } = await newSession(smallRun)
    session.resume()
    await runOut(session)
    const progress = trainer.progress()
    expect(progress.flatMap(({ losses }) => Array.from(losses))).toEqual(Array.from(session.history.losses()))
    expect(progress.flatMap(({ epochs }) => epochs)).toEqual(session.history.epochs)
    expect(progress.at(-1)?.remainingMs).toBe(0)
    let next = 0
    for (const { firstIteration, losses } of progress) {
      expect(firstIteration).toBe(next)
      next += losses.length
    }
    expect(status.measured).toEqual({ ...session.final, iteration: smallRun.iterations })
    expect(trainer.messages.at(-1)).toMatchObject({ name: 'training.status', payload: { phase: 'ended' } })
  })

  it('sends at most 30 progress messages a second', async () => {
    const trainer = await readyTrainer()
    unwrap(await trainer.client.request('training.start', { hyperparameters: longRun }))
    await trainer.event('training.progress', ({ elapsedMs }) => elapsedMs > 500)
    const { elapsedMs, iterationsPerSecond, remainingMs } = trainer.progress().at(-1) ?? {}
    expect(trainer.progress().length).toBeLessThanOrEqual(1 + (30 * (elapsedMs ?? 0)) / 1000)
    expect(iterationsPerSecond).toBeGreaterThan(0)
    expect(remainingMs).toBeGreaterThan(0)
    unwrap(await trainer.client.request('training.stop', null))
  })

  it('pauses exactly: no iteration after the reply, and resumes with the same numbers', async () => {
    const hyperparameters = { ...smallRun, iterations: 400 }
    const trainer = await readyTrainer()
    unwrap(await trainer.client.request('training.start', { hyperparameters }))
    const paused = unwrap(await trainer.client.request('training.pause', null))
    expect(paused.phase).toBe('paused')
    const reported = (): number => trainer.progress().reduce((sum, { losses }) => sum + losses.length, 0)
    expect(reported()).toBe(paused.iteration)
    expect(unwrap(await trainer.client.request('training.status', null)).iteration).toBe(paused.iteration)
    const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
    unwrap(await trainer.client.request('training.resume', null))
    await ended
    const { session } = await newSession(hyperparameters)
    session.resume()
    await runOut(session)
    expect(trainer.progress().flatMap(({ losses }) => Array.from(losses))).toEqual(Array.from(session.history.losses()))
  })

  it('survives pause and resume in quick succession with one loop', async () => {
    const hyperparameters = { ...smallRun, iterations: 300 }
    const trainer = await readyTrainer()
    const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
    void trainer.client.request('training.start', { hyperparameters })
    for (let k = 0; k < 5; k++) {
      void trainer.client.request('training.pause', null)
      void trainer.client.request('training.resume', null)
    }
    expect((await ended).iteration).toBe(300)
    expect(trainer.progress().reduce((sum, { losses }) => sum + losses.length, 0)).toBe(300)
  })

  it('steps one iteration at a time, from idle as well', async () => {
    const { client, progress } = await readyTrainer()
    const first = unwrap(await client.request('training.step', { hyperparameters: smallRun }))
    expect(first).toMatchObject({ run: 1, phase: 'paused', iteration: 1 })
    const second = unwrap(await client.request('training.step', { hyperparameters: smallRun }))
    expect(second).toMatchObject({ run: 1, phase: 'paused', iteration: 2 })
    expect(progress().map(({ losses }) => losses.length)).toEqual([1, 1])
    expect(progress()[0]?.epochs).toHaveLength(1)
  })

  it('starts a new run with a higher run number, also with another engine', async () => {
    const { client } = await readyTrainer()
    unwrap(await client.request('training.step', { hyperparameters: smallRun }))
    unwrap(await client.request('training.stop', null))
    const again = { ...smallRun, engine: 'simd' } as const
    expect(unwrap(await client.request('training.start', { hyperparameters: again }))).toMatchObject({ run: 2 })
  })

  it('stops: ended with reason stopped, weights stay', async () => {
    const { client, event } = await readyTrainer()
    unwrap(await client.request('training.start', { hyperparameters: longRun }))
    await event('training.progress')
    const status = unwrap(await client.request('training.stop', null))
    expect(status).toMatchObject({ phase: 'ended', reason: 'stopped', measured: { iteration: status.iteration } })
    expect(unwrap(await client.request('network.predict', { image: digit })).iteration).toBe(status.iteration)
  })

  it('changes the learning rate while running', async () => {
    const trainer = await readyTrainer()
    unwrap(await trainer.client.request('training.start', { hyperparameters: longRun }))
    const status = unwrap(await trainer.client.request('training.learningRate', { value: 0.05 }))
    expect(status.learningRate).toBe(0.05)
    expect(trainer.progress().flatMap(({ marks }) => marks)).toContainEqual(
      expect.objectContaining({ kind: 'learningRate', value: 0.05 }),
    )
    expect(await trainer.client.request('training.learningRate', { value: -1 })).toMatchObject({
      code: 'HYPERPARAMETER_INVALID',
    })
    unwrap(await trainer.client.request('training.stop', null))
  })

  it('refuses what does not fit the state, in the state unchanged', async () => {
    const { client } = await readyTrainer()
    for (const name of ['training.pause', 'training.resume', 'training.stop'] as const) {
      expect(await client.request(name, null)).toMatchObject({
        code: 'TRAINING_WRONG_STATE',
        detail: { state: 'idle' },
      })
    }
    unwrap(await client.request('training.start', { hyperparameters: longRun }))
    expect(await client.request('training.start', { hyperparameters: smallRun })).toMatchObject({
      code: 'TRAINING_WRONG_STATE',
    })
    expect(await client.request('training.resume', null)).toMatchObject({ code: 'TRAINING_WRONG_STATE' })
    expect(unwrap(await client.request('training.status', null)).phase).toBe('running')
    unwrap(await client.request('training.stop', null))
  })

  it('refuses to start without a dataset or with bad hyperparameters', async () => {
    const empty = openTrainer()
    expect(await empty.client.request('training.start', { hyperparameters: smallRun })).toMatchObject({
      code: 'TRAINING_NO_DATA',
    })
    const { client } = await readyTrainer()
    const hyperparameters = { ...smallRun, batch: 0 }
    expect(await client.request('training.start', { hyperparameters })).toMatchObject({
      code: 'HYPERPARAMETER_INVALID',
    })
    expect(unwrap(await client.request('training.status', null)).phase).toBe('idle')
  })

  it('answers an unknown request with BAD_REQUEST', async () => {
    const { client } = openTrainer()
    // @ts-expect-error no such request
    expect(await client.request('training.fly', null)).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })
})
