import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { codeOf } from '../../../src/shared/runs/recordedPlan'
import { decodeCurves } from '../../../src/shared/runs/curves'
import { parseSettingsCode } from '../../../src/shared/runs/settingsCode'
import { recordOf } from '../../../src/shared/runs/runSnapshot'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { smallRun } from '../training/support'
import { readyTrainer } from './support'
import type { Trainer } from './support'

async function snapshotOf({ client }: Trainer) {
  const snapshot = unwrap(await client.request('run.snapshot', null))
  if (snapshot === null) throw new Error('no run')
  return snapshot
}

async function finish(trainer: Trainer, start: () => Promise<unknown>) {
  const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
  await start()
  await ended
  return snapshotOf(trainer)
}

const begin = (trainer: Trainer, hyperparameters: Hyperparameters) => () =>
  trainer.client.request('training.start', { hyperparameters })

const recorded = (snapshot: Awaited<ReturnType<typeof snapshotOf>>) =>
  recordOf(
    snapshot,
    {
      ...{ id: 'run-000001', number: 1, name: '', star: false, note: '', appVersion: '1.2.3', from: null },
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    '2026-01-01T00:00:00.000Z',
  )

const numbers = ({ blobs, metrics, run }: Awaited<ReturnType<typeof snapshotOf>>) => {
  const { losses, epochs } = decodeCurves(blobs.curves)
  return { losses, epochs, weights: blobs.weights, test: metrics.testAccuracy, run }
}

describe('an ended run that is lengthened', () => {
  it.each(['none', 'cosine'] as const)('stays the same run, and its code repeats it (decay %s)', async (decay) => {
    const trainer = await readyTrainer()
    await finish(trainer, begin(trainer, { ...smallRun, decay }))
    const longer = await finish(trainer, () => trainer.client.request('training.lengthen', { iterations: 37 }))
    expect(longer).toMatchObject({ run: 1, end: 'finished', hyperparameters: { iterations: smallRun.iterations + 37 } })
    expect(longer.events).toContainEqual({ kind: 'planned', iteration: 40, from: 40, value: 77 })
    const again = await readyTrainer()
    const repeated = await finish(again, () =>
      again.client.request('training.start', parseSettingsCode(codeOf(recorded(longer)))),
    )
    expect(numbers(repeated)).toEqual(numbers(longer))
  })

  it('by a single step has one iteration more, and the pages hear each loss once', async () => {
    const trainer = await readyTrainer()
    await finish(trainer, begin(trainer, smallRun))
    const status = unwrap(await trainer.client.request('training.step', { hyperparameters: smallRun }))
    expect(status).toMatchObject({ run: 1, phase: 'ended', iteration: smallRun.iterations + 1 })
    expect(trainer.progress().reduce((sum, { losses }) => sum + losses.length, 0)).toBe(smallRun.iterations + 1)
  })

  it('continues what was stopped to the end of its plan, as if it had not been', async () => {
    const [stopped, whole] = [await readyTrainer(), await readyTrainer()]
    for (let k = 0; k < 9; k++) unwrap(await stopped.client.request('training.step', { hyperparameters: smallRun }))
    unwrap(await stopped.client.request('training.stop', null))
    const left = smallRun.iterations - 9
    const first = await finish(stopped, () => stopped.client.request('training.lengthen', { iterations: left }))
    expect(first.events).toEqual([])
    expect(numbers(first)).toEqual(numbers(await finish(whole, begin(whole, smallRun))))
  })

  it('goes on after an early end, and its code has no early end', async () => {
    const settings: Hyperparameters = { ...smallRun, iterations: 2000, targetAccuracy: 0.5 }
    const trainer = await readyTrainer()
    const early = await finish(trainer, begin(trainer, settings))
    expect(early.end).toBe('targetReached')
    const longer = await finish(trainer, () => trainer.client.request('training.lengthen', { iterations: 50 }))
    expect(longer).toMatchObject({ end: 'finished', hyperparameters: { targetAccuracy: 0, iterations: 2000 } })
  })
})

describe('a stored run that is shown again', () => {
  it('is as it was left, with its accuracies and its weights, and can be lengthened', async () => {
    const trainer = await readyTrainer()
    const first = await finish(trainer, begin(trainer, smallRun))
    await finish(trainer, begin(trainer, { ...smallRun, seed: 9 }))
    const { dataset, blobs } = first
    const stored = { id: 'run-000001', dataset, checkpoint: blobs.checkpoint }
    const status = unwrap(await trainer.client.request('run.reopen', stored))
    expect(status).toMatchObject({ run: 3, phase: 'ended', reason: 'finished', iteration: smallRun.iterations })
    expect(status.measured).toMatchObject({ testAccuracy: first.metrics.testAccuracy })
    const { bytes } = unwrap(await trainer.client.request('weights.encode', { format: 'npz' }))
    expect(bytes).toEqual(blobs.weights)
    const longer = await finish(trainer, () => trainer.client.request('training.lengthen', { iterations: 5 }))
    expect(longer).toMatchObject({ id: 'run-000001', metrics: { iteration: smallRun.iterations + 5 } })
  })
})
