import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { decodeCheckpoint } from '../../../src/shared/runs/checkpoint'
import { decodeCurves } from '../../../src/shared/runs/curves'
import type { RunSnapshot } from '../../../src/shared/runs/runSnapshot'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { decodeNpz } from '../../../src/shared/formats/npz'
import { smallRun } from '../training/support'
import { openTrainer, sendDataset } from './support'
import type { Trainer } from './support'

const settings: Hyperparameters = {
  ...smallRun,
  iterations: 60,
  shift: true,
  optimizer: 'adam',
  lr: 0.01,
  decay: 'cosine',
}

async function ready(): Promise<Trainer> {
  const trainer = openTrainer()
  await sendDataset(trainer)
  return trainer
}

async function snapshot({ client }: Trainer): Promise<RunSnapshot> {
  const taken = unwrap(await client.request('run.snapshot', null))
  if (taken === null) throw new Error('no run')
  return taken
}

/** Lets a run come to its end. */
async function finish(trainer: Trainer, start: () => Promise<unknown>): Promise<RunSnapshot> {
  const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
  await start()
  await ended
  return snapshot(trainer)
}

const wholeRun = async (): Promise<RunSnapshot> => {
  const trainer = await ready()
  return finish(trainer, () => trainer.client.request('training.start', { hyperparameters: settings }))
}

/** What must not depend on where a run was interrupted. */
const outcome = ({ blobs, metrics, end }: RunSnapshot) => {
  const { losses, epochs } = decodeCurves(blobs.curves)
  const { point } = decodeCheckpoint(blobs.checkpoint)
  return { losses, epochs, point, end, weights: blobs.weights, best: metrics.best, test: metrics.testAccuracy }
}

const continued = (trainer: Trainer, { dataset, blobs }: RunSnapshot) =>
  trainer.client.request('run.continue', { id: 'kept-run-1', dataset, checkpoint: blobs.checkpoint })

describe('run.snapshot', () => {
  it('answers null before the first run', async () => {
    const trainer = await ready()
    expect(unwrap(await trainer.client.request('run.snapshot', null))).toBeNull()
  })

  it('holds settings, curves, weights and metrics of a finished run', async () => {
    const taken = await wholeRun()
    const curves = decodeCurves(taken.blobs.curves)
    expect(taken).toMatchObject({ end: 'finished', hyperparameters: settings, engine: 'float64', id: null })
    expect(curves.losses).toHaveLength(60)
    expect(taken.metrics).toMatchObject({ iteration: 60, epoch: 6, measuredAfter: 60, measurements: 8 })
    // The run ends between two epochs; what was measured then is in the curves as well.
    expect(curves.epochs.at(-1)).toMatchObject({ iteration: 59, testAccuracy: taken.metrics.testAccuracy })
    const measured = [...curves.epochs.map((epoch) => epoch.testAccuracy), taken.metrics.testAccuracy ?? 0]
    expect(taken.metrics.best?.testAccuracy).toBe(Math.max(...measured))
    expect(taken.sparkline).toHaveLength(60)
    expect(decodeNpz(taken.blobs.weights, 'weights.npz').hidden).toBe(settings.hidden)
    expect(taken.dataset).toMatchObject({ trainCount: 240, testCount: 60 })
  })

  it('can be taken while training runs, which continues afterwards', async () => {
    const trainer = await ready()
    const long = { ...settings, iterations: 3000 }
    const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
    unwrap(await trainer.client.request('training.start', { hyperparameters: long }))
    await trainer.event('training.progress')
    const taken = await snapshot(trainer)
    expect(taken).toMatchObject({ phase: 'running', end: null })
    expect(taken.metrics.iteration).toBeLessThan(3000)
    expect(decodeCurves(taken.blobs.curves).losses).toHaveLength(taken.metrics.iteration)
    expect((await ended).reason).toBe('finished')
  })
})

describe('run.continue', () => {
  it('gives the very same run, bit for bit, in another process, however it was interrupted', async () => {
    const whole = outcome(await wholeRun())
    const first = await ready()
    for (let k = 0; k < 23; k++) unwrap(await first.client.request('training.step', { hyperparameters: settings }))
    const paused = await snapshot(first)
    unwrap(await first.client.request('training.stop', null))
    const stopped = await snapshot(first)
    for (const kept of [paused, stopped]) {
      const second = await ready()
      const taken = await finish(second, () => continued(second, kept))
      expect(outcome(taken)).toEqual(whole)
      expect(taken.id).toBe('kept-run-1')
      // The page receives the whole history again.
      expect(second.progress()[0]).toMatchObject({ firstIteration: 0, losses: whole.losses.slice(0, 23) })
    }
  })

  it.each(['simd', 'float64'] as const)(
    'gives the same bits from a save of a running run whose process was killed (%s)',
    async (engine) => {
      const long = { ...settings, engine, iterations: 4000 }
      const begin = ({ client }: Trainer) => client.request('training.start', { hyperparameters: long })
      const [unbroken, killed, next] = [await ready(), await ready(), await ready()]
      const whole = outcome(await finish(unbroken, () => begin(unbroken)))
      await begin(killed)
      await killed.event('training.progress')
      const save = await snapshot(killed)
      expect([save.phase, save.metrics.iteration > 0]).toEqual(['running', true])
      // Nothing of the process that goes on is used.
      await killed.client.request('training.stop', null)
      expect(outcome(await finish(next, () => continued(next, save)))).toEqual(whole)
    },
  )

  it('refuses other data with RUN_OTHER_DATA and keeps what it has', async () => {
    const kept = await wholeRun()
    const trainer = openTrainer()
    await sendDataset(trainer, drawSampleDataset(8, { train: 240, test: 60 }))
    expect(await continued(trainer, kept)).toMatchObject({ ok: false, code: 'RUN_OTHER_DATA' })
    expect(unwrap(await trainer.client.request('training.status', null)).phase).toBe('idle')
  })

  it('refuses a finished run with RUN_NOTHING_LEFT', async () => {
    const kept = await wholeRun()
    expect(await continued(await ready(), kept)).toMatchObject({ ok: false, code: 'RUN_NOTHING_LEFT' })
  })

  it('refuses a damaged checkpoint with RUN_DAMAGED', async () => {
    const kept = await wholeRun()
    const checkpoint = kept.blobs.checkpoint.slice(0, -8)
    const answer = await continued(await ready(), { ...kept, blobs: { ...kept.blobs, checkpoint } })
    expect(answer).toMatchObject({ ok: false, code: 'RUN_DAMAGED', detail: { part: 'checkpoint' } })
  })
})
