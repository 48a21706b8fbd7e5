import { expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { smallRun } from '../training/support'
import { openTrainer, readyTrainer, sendDataset } from './support'
import { smallDataset } from '../training/support'
import type { Trainer } from './support'

const hyperparameters = { ...smallRun, iterations: 30, handwriting: 0.2 }

async function finished(trainer: Trainer, start: () => Promise<unknown>) {
  const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
  await start()
  await ended
  return unwrap(await trainer.client.request('run.snapshot', null))
}

it('a run with ways of writing trains on more images and continues elsewhere to the same bits', async () => {
  const whole = await readyTrainer()
  const run = await finished(whole, () => whole.client.request('training.start', { hyperparameters }))
  expect(run?.dataset).toMatchObject({ trainCount: Math.round(smallDataset.train.count / 0.8), testCount: 60 })

  const interrupted = await readyTrainer()
  for (let i = 0; i < 7; i++) unwrap(await interrupted.client.request('training.step', { hyperparameters }))
  const half = unwrap(await interrupted.client.request('run.snapshot', null))
  if (half === null) throw new Error('no run')
  const elsewhere = await readyTrainer()
  const { dataset, blobs } = half
  const continued = await finished(elsewhere, () =>
    elsewhere.client.request('run.continue', { id: 'kept-run-1', dataset, checkpoint: blobs.checkpoint }),
  )
  expect(continued?.blobs.weights).toEqual(run?.blobs.weights)
})

it('data whose classes are no digits are refused with HANDWRITING_NO_DIGITS, and the old run stays', async () => {
  const trainer = openTrainer()
  unwrap(await sendDataset(trainer, { ...smallDataset, classNames: [...'abcdefghij'] }))
  const { client } = trainer
  unwrap(await client.request('training.step', { hyperparameters: smallRun }))
  unwrap(await client.request('training.stop', null))
  expect(await client.request('training.start', { hyperparameters })).toMatchObject({ code: 'HANDWRITING_NO_DIGITS' })
  expect(unwrap(await client.request('training.status', null))).toMatchObject({ phase: 'ended', iteration: 1 })
})
