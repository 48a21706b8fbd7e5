import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'
import { openTrainer, sendDataset } from './support'

/** As the preset "learning rate too large", shorter. */
const tooLarge = { ...BOOK_DEFAULTS, lr: 3, iterations: 1500, batch: 50 }

async function collapsed() {
  const trainer = openTrainer()
  await sendDataset(trainer, drawSampleDataset(1, { train: 1500, test: 300 }))
  const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
  const noticed = trainer.event('training.status', ({ collapse }) => collapse !== null)
  unwrap(await trainer.client.request('training.start', { hyperparameters: tooLarge }))
  return { trainer, noticed, ended }
}

describe('the remedy for a learning rate that is too large', () => {
  it('notices the collapse, with the peak of the loss, and heals the running run in one request', async () => {
    const { trainer, noticed } = await collapsed()
    const { collapse, run } = await noticed
    expect(collapse?.peak).toBeGreaterThan(1.25 * Math.log(10))
    expect(collapse?.peakIteration).toBeLessThan(100)
    expect(collapse?.level).toBeGreaterThan(0.9 * Math.log(10))
    const healed = trainer.event('training.status', ({ phase, run: now }) => phase === 'ended' && now > run)
    const status = unwrap(await trainer.client.request('training.continueFromStable', null))
    expect(status.learningRate).toBeLessThanOrEqual(1.5)
    expect(status.collapse).toBeNull()
    const end = await healed
    expect(end).toMatchObject({ reason: 'finished', iteration: tooLarge.iterations })
    expect(end.measured?.testAccuracy).toBeGreaterThan(0.6)
    const snapshot = unwrap(await trainer.client.request('run.snapshot', null))
    expect(snapshot?.from).toMatchObject({ run })
    expect(snapshot?.events).toContainEqual(expect.objectContaining({ kind: 'remedy', from: 3 }))
  })

  it('files a run that ended at chance as such, and heals it from there', async () => {
    const { trainer, ended } = await collapsed()
    expect(await ended).toMatchObject({ reason: 'chance' })
    const healed = trainer.event('training.status', ({ phase, run }) => phase === 'ended' && run === 2)
    unwrap(await trainer.client.request('training.continueFromStable', null))
    expect((await healed).measured?.testAccuracy).toBeGreaterThan(0.6)
    expect(await trainer.client.request('training.continueFromStable', null)).toMatchObject({
      code: 'TRAINING_WRONG_STATE',
    })
  })
})
