import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { newSession, runOut, smallRun } from '../training/support'
import { digit, longRun, openTrainer, readyTrainer } from './support'
import type { Trainer } from './support'

describe('TrainerService, network', () => {
  it('has no weights before the first run', async () => {
    const { client } = await readyTrainer()
    expect(await client.request('network.predict', { image: digit })).toMatchObject({ code: 'WEIGHTS_NONE' })
    expect(await client.request('weights.encode', { format: 'npz' })).toMatchObject({ code: 'WEIGHTS_NONE' })
    expect(unwrap(await client.request('network.info', null))).toBeNull()
  })

  it('answers drawings while training runs', async () => {
    const trainer = await readyTrainer()
    unwrap(await trainer.client.request('training.start', { hyperparameters: longRun }))
    await trainer.event('training.progress')
    const first = unwrap(await trainer.client.request('network.predict', { image: digit }))
    await trainer.event('training.progress')
    const second = unwrap(await trainer.client.request('network.predict', { image: digit }))
    expect(first.probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 6)
    expect(second.iteration).toBeGreaterThan(first.iteration)
    expect(second.probabilities).not.toEqual(first.probabilities)
    unwrap(await trainer.client.request('training.stop', null))
  })

  it('refuses a picture of another size with BAD_REQUEST', async () => {
    const { client } = await readyTrainer()
    unwrap(await client.request('training.step', { hyperparameters: smallRun }))
    expect(await client.request('network.predict', { image: new Uint8Array(100) })).toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  it('exports weights and reads them back: same answers, origin file', async () => {
    const first = await readyTrainer()
    const ended = first.event('training.status', ({ phase }) => phase === 'ended')
    unwrap(await first.client.request('training.start', { hyperparameters: smallRun }))
    await ended
    const { bytes, hidden, iteration } = unwrap(await first.client.request('weights.encode', { format: 'npz' }))
    expect([hidden, iteration]).toEqual([smallRun.hidden, smallRun.iterations])
    const answer = unwrap(await first.client.request('network.predict', { image: digit }))

    const second = openTrainer()
    const changed = second.event('network.changed')
    const info = unwrap(await second.client.request('weights.decode', { name: '我的.npz', bytes }))
    expect(info).toEqual({ inputs: 784, hidden: smallRun.hidden, classes: 10, origin: 'file', name: '我的.npz' })
    expect(await changed).toEqual(info)
    const again = unwrap(await second.client.request('network.predict', { image: digit }))
    expect(again).toMatchObject({ probabilities: answer.probabilities, iteration: -1 })
  })

  it('refuses an import while running, and lets a paused run resume after one', async () => {
    const { client } = await readyTrainer()
    unwrap(await client.request('training.start', { hyperparameters: longRun }))
    const { bytes } = unwrap(await client.request('weights.encode', { format: 'npz' }))
    expect(await client.request('weights.decode', { name: 'w.npz', bytes })).toMatchObject({
      code: 'TRAINING_WRONG_STATE',
    })
    const { iteration } = unwrap(await client.request('training.pause', null))
    unwrap(await client.request('weights.decode', { name: 'w.npz', bytes }))
    expect(unwrap(await client.request('network.predict', { image: digit })).iteration).toBe(-1)
    unwrap(await client.request('training.step', { hyperparameters: longRun }))
    expect(unwrap(await client.request('network.predict', { image: digit })).iteration).toBe(iteration + 1)
    expect(unwrap(await client.request('network.info', null))?.origin).toBe('run')
  })

  it('keeps the weights in use when an import fails', async () => {
    const { client } = await readyTrainer()
    unwrap(await client.request('training.step', { hyperparameters: smallRun }))
    const bytes = new TextEncoder().encode('<!doctype html>')
    expect(await client.request('weights.decode', { name: 'w.npz', bytes })).toMatchObject({ code: 'WEIGHTS_NOT_NPZ' })
    expect(unwrap(await client.request('network.info', null))?.origin).toBe('run')
  })

  it('shows the columns of W1 as pictures', async () => {
    const { client } = await readyTrainer()
    unwrap(await client.request('training.step', { hyperparameters: { ...smallRun, std: 0.5 } }))
    const shown = unwrap(await client.request('network.firstLayer', { count: 100 }))
    expect(shown).toMatchObject({ rows: 28, cols: 28, count: smallRun.hidden })
    const { engine, session } = await newSession({ ...smallRun, std: 0.5 })
    session.resume(1)
    await runOut(session)
    const { W1 } = engine.weights()
    const column = Float32Array.from({ length: 784 }, (_, pixel) => W1[pixel * smallRun.hidden + 4] ?? NaN)
    expect(shown.weights.slice(4 * 784, 5 * 784)).toEqual(column)
  })
})

describe('TrainerService, best snapshot', () => {
  /** Learns, then is thrown far away by a huge step: the best weights are not the last. */
  async function spoiltRun(): Promise<Trainer> {
    const trainer = await readyTrainer()
    const { client } = trainer
    for (let i = 0; i < 41; i++) unwrap(await client.request('training.step', { hyperparameters: longRun }))
    unwrap(await client.request('training.learningRate', { value: 50 }))
    for (let i = 0; i < 3; i++) unwrap(await client.request('training.step', { hyperparameters: longRun }))
    return trainer
  }
  const answer = async ({ client }: Trainer) => unwrap(await client.request('network.predict', { image: digit }))

  it('answers with the weights of the best epoch, says so, and gives the last ones back', async () => {
    const trainer = await spoiltRun()
    const { client } = trainer
    const last = await answer(trainer)
    const { best } = unwrap(await client.request('training.restoreBest', null))
    expect(best?.testAccuracy).toBeGreaterThan(0.1)
    expect(unwrap(await client.request('network.info', null))).toMatchObject({ origin: 'best', hidden: 6 })
    const restored = await answer(trainer)
    expect(restored.iteration).toBe((best?.iteration ?? 0) + 1)
    expect(restored.probabilities).not.toEqual(last.probabilities)

    // The same iterations again lead to the same weights as were restored.
    const again = await newSession(longRun)
    again.session.resume((best?.iteration ?? 0) + 1)
    await runOut(again.session)
    const expected = new Float64Array(10)
    again.engine.predict(digit, 1, expected)
    expect(restored.probabilities).toEqual(expected)

    unwrap(await client.request('training.restoreLast', null))
    expect(await answer(trainer)).toEqual(last)
  })

  it('lets a paused run resume from where it was', async () => {
    const trainer = await spoiltRun()
    const { client } = trainer
    unwrap(await client.request('training.restoreBest', null))
    unwrap(await client.request('training.step', { hyperparameters: longRun }))
    expect(unwrap(await client.request('network.info', null))?.origin).toBe('run')
    expect((await answer(trainer)).iteration).toBe(45)
  })

  it('is refused while training runs and before there is one', async () => {
    const { client } = await readyTrainer()
    expect(await client.request('training.restoreBest', null)).toMatchObject({ code: 'TRAINING_WRONG_STATE' })
    unwrap(await client.request('training.start', { hyperparameters: longRun }))
    expect(await client.request('training.restoreBest', null)).toMatchObject({ code: 'TRAINING_WRONG_STATE' })
    unwrap(await client.request('training.stop', null))
  })
})
