import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/shared/contract/result'
import type { Hyperparameters } from '../../src/shared/training/hyperparameters'
import { newSession, runOut, smallDataset, smallRun } from '../shared/training/support'
import { openTrainer, sendDataset } from './support'
import type { Trainer } from './support'

const digit = smallDataset.test.images.slice(0, 784)
/** Long enough to be interrupted. */
const longRun: Hyperparameters = { ...smallRun, iterations: 1_000_000 }

async function readyTrainer(): Promise<Trainer> {
  const trainer = openTrainer()
  unwrap(await sendDataset(trainer))
  return trainer
}

describe('TrainerService, dataset', () => {
  it('takes a dataset in chunks and sums it up', async () => {
    const trainer = openTrainer()
    expect(unwrap(await trainer.client.request('dataset.summary', null))).toBeNull()
    const summary = unwrap(await sendDataset(trainer))
    expect(summary).toMatchObject({ trainCount: 240, testCount: 60, rows: 28, cols: 28, classes: 10 })
    expect(summary.trainHistogram.reduce((sum, count) => sum + count)).toBe(240)
    expect(unwrap(await trainer.client.request('dataset.summary', null))).toEqual(summary)
  })

  it('keeps the dataset in use when a load breaks off', async () => {
    const trainer = await readyTrainer()
    const shape = { count: 5, rows: 28, cols: 28 }
    const begin = { name: 'other', source: 'folder', classes: 10, train: shape, test: shape } as const
    unwrap(await trainer.client.request('dataset.begin', begin))
    expect(await trainer.client.request('dataset.end', null)).toMatchObject({ ok: false, code: 'DATA_TRUNCATED' })
    unwrap(await trainer.client.request('dataset.begin', begin))
    unwrap(await trainer.client.request('dataset.abort', null))
    expect(await trainer.client.request('dataset.end', null)).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
    expect(unwrap(await trainer.client.request('dataset.summary', null))?.trainCount).toBe(240)
  })

  it('refuses a label that is no class with DATA_LABEL_RANGE and says where', async () => {
    const trainer = openTrainer()
    const labels = smallDataset.test.labels.slice()
    labels[17] = 10
    const reply = await sendDataset(trainer, { ...smallDataset, test: { ...smallDataset.test, labels } })
    expect(reply).toMatchObject({ ok: false, code: 'DATA_LABEL_RANGE', detail: { index: 17, label: 10, max: 9 } })
  })

  it('refuses more bytes than announced with BAD_REQUEST', async () => {
    const { client } = openTrainer()
    const shape = { count: 1, rows: 28, cols: 28 }
    unwrap(
      await client.request('dataset.begin', { name: '', source: 'folder', classes: 10, train: shape, test: shape }),
    )
    const bytes = new Uint8Array(785)
    const reply = await client.request('dataset.chunk', { split: 'train', part: 'images', bytes })
    expect(reply).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  it('shows random images of a class, each once, the same for the same seed', async () => {
    const { client } = await readyTrainer()
    const request = { split: 'train', count: 50, seed: 4, label: 3 } as const
    const shown = unwrap(await client.request('dataset.thumbnails', request))
    expect(shown.labels).toEqual(new Uint8Array(24).fill(3)) // 240 images, 24 of each class
    expect(new Set(shown.indices).size).toBe(24)
    shown.indices.forEach((index, k) =>
      expect(shown.images.slice(k * 784, (k + 1) * 784)).toEqual(
        smallDataset.train.images.slice(index * 784, (index + 1) * 784),
      ),
    )
    expect(unwrap(await client.request('dataset.thumbnails', request))).toEqual(shown)
    const other = unwrap(await client.request('dataset.thumbnails', { ...request, seed: 5, label: null }))
    expect(other.labels).toHaveLength(50)
  })
})

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
    expect(status.final).toEqual(session.final)
    expect(trainer.said.at(-1)).toMatchObject({ name: 'training.status', payload: { phase: 'ended' } })
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

  it('pauses exactly: no iteration after the reply, and goes on with the same numbers', async () => {
    const hyperparameters = { ...smallRun, iterations: 400 }
    const trainer = await readyTrainer()
    unwrap(await trainer.client.request('training.start', { hyperparameters }))
    const paused = unwrap(await trainer.client.request('training.pause', null))
    expect(paused.phase).toBe('paused')
    const told = (): number => trainer.progress().reduce((sum, { losses }) => sum + losses.length, 0)
    expect(told()).toBe(paused.iteration)
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

  it('starts anew with a higher run number, also with another engine', async () => {
    const { client } = await readyTrainer()
    unwrap(await client.request('training.step', { hyperparameters: smallRun }))
    unwrap(await client.request('training.stop', null))
    const again = unwrap(await client.request('training.step', { hyperparameters: { ...smallRun, engine: 'simd' } }))
    expect(again).toMatchObject({ run: 2, iteration: 1 })
  })

  it('stops: ended with reason stopped, weights stay', async () => {
    const { client } = await readyTrainer()
    unwrap(await client.request('training.start', { hyperparameters: longRun }))
    const status = unwrap(await client.request('training.stop', null))
    expect(status).toMatchObject({ phase: 'ended', reason: 'stopped', final: null })
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
    expect(again).toEqual({ probabilities: answer.probabilities, iteration: -1 })
  })

  it('refuses an import while running, and lets a paused run go on after one', async () => {
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

  it('lets a paused run go on from where it was', async () => {
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
