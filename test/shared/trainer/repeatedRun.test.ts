import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { digitNames } from '../../../src/shared/data/catalogue'
import { OWN_PIXELS } from '../../../src/shared/data/ownDigits'
import { codeOf } from '../../../src/shared/runs/recordedPlan'
import { decodeCurves } from '../../../src/shared/runs/curves'
import type { RunRecord } from '../../../src/shared/runs/record'
import { parseRunRecord } from '../../../src/shared/runs/schema'
import { recordOf } from '../../../src/shared/runs/runSnapshot'
import type { RunSnapshot } from '../../../src/shared/runs/runSnapshot'
import { parseSettingsCode } from '../../../src/shared/runs/settingsCode'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { smallDataset, smallRun } from '../training/support'
import { readyTrainer } from './support'
import type { Trainer } from './support'

const identity = {
  ...{ id: 'run-000001', number: 1, name: '', star: false, note: '', appVersion: '1.2.3', from: null },
  createdAt: '2026-01-01T00:00:00.000Z',
}

/** The record of a run as it is read from the disk. */
const stored = (snapshot: RunSnapshot): RunRecord =>
  parseRunRecord(JSON.stringify(recordOf(snapshot, identity, identity.createdAt)))

async function snapshotOf({ client }: Trainer): Promise<RunSnapshot> {
  const snapshot = unwrap(await client.request('run.snapshot', null))
  if (snapshot === null) throw new Error('no run')
  return snapshot
}

/** Three own digits: images of the test split with their labels. */
function mixOwnDigits({ client }: Trainer): Promise<unknown> {
  const { images, labels } = smallDataset.test
  const own = { images: images.slice(0, 3 * OWN_PIXELS), labels: labels.slice(0, 3), names: digitNames(10) }
  return client.request('dataset.own', { ...own, times: 1 })
}

async function finish(
  trainer: Trainer,
  resume: 'training.resume' | null,
  start?: ReturnType<typeof parseSettingsCode>,
) {
  const ended = trainer.event('training.status', ({ phase, measured, iteration }) => {
    return phase === 'ended' && measured?.iteration === iteration
  })
  if (resume) unwrap(await trainer.client.request(resume, null))
  else if (start) unwrap(await trainer.client.request('training.start', start))
  await ended
  return snapshotOf(trainer)
}

/** Pastes the code of a run and trains; the own digits are the person's. */
async function repeated(record: RunRecord, own: boolean): Promise<RunSnapshot> {
  const trainer = await readyTrainer()
  if (own) await mixOwnDigits(trainer)
  return finish(trainer, null, parseSettingsCode(codeOf(record)))
}

const outcome = ({ blobs, metrics }: RunSnapshot) => {
  const { losses, epochs } = decodeCurves(blobs.curves)
  return { losses, epochs, weights: blobs.weights, test: metrics.testAccuracy, best: metrics.best }
}

const step = async ({ client }: Trainer, hyperparameters: Hyperparameters, count: number) => {
  for (let k = 0; k < count; k++) unwrap(await client.request('training.step', { hyperparameters }))
}

describe('a run that is repeated from its settings code', () => {
  it.each(['simd', 'float64'] as const)(
    'has equal weights, after two changes of the learning rate and with own digits mixed in (%s)',
    async (engine) => {
      const settings: Hyperparameters = { ...smallRun, engine, decay: 'cosine', shift: true, iterations: 50 }
      const trainer = await readyTrainer()
      await mixOwnDigits(trainer)
      await step(trainer, settings, 9)
      unwrap(await trainer.client.request('training.learningRate', { value: 0.35 }))
      await step(trainer, settings, 14)
      unwrap(await trainer.client.request('training.learningRate', { value: 0.0123 }))
      const first = await finish(trainer, 'training.resume')
      const record = stored(first)
      expect(record.events).toMatchObject([
        { kind: 'learningRate', iteration: 9, value: 0.35 },
        { kind: 'learningRate', iteration: 23, value: 0.0123 },
      ])
      expect(record.dataset).toMatchObject({
        trainCount: 243,
        ownDigits: 3,
        ownDigest: expect.stringMatching(/^\w{8}$/),
      })
      expect(codeOf(record)).toMatch(/-c9:0\.35-c23:0\.0123-g3:[0-9a-f]{8}$/)
      expect(outcome(await repeated(record, true))).toEqual(outcome(first))
      expect(outcome(await repeated(record, false)).weights).not.toEqual(outcome(first).weights)
    },
  )

  it.each(['none', 'exponential'] as const)('ends where the run was stopped, with decay %s', async (decay) => {
    const settings: Hyperparameters = { ...smallRun, decay, iterations: 60 }
    const trainer = await readyTrainer()
    await step(trainer, settings, 21)
    unwrap(await trainer.client.request('training.stop', null))
    const first = await snapshotOf(trainer)
    const again = await repeated(stored(first), false)
    expect(again.end).toBe('finished')
    expect(outcome(again)).toEqual(outcome(first))
    // The repeated run has the same code.
    expect(codeOf(stored(again))).toBe(codeOf(stored(first)))
  })
})
