import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { insertOwnDigit, NO_OWN_DIGITS } from '../../../src/shared/data/ownDigits'
import type { OwnDigits } from '../../../src/shared/data/ownDigits'
import { smallDataset, smallRun } from '../training/support'
import { openTrainer, sendDataset } from './support'
import type { Trainer } from './support'

const image = smallDataset.test.images.slice(0, 784)
const own = [3, 5, 8].reduce<OwnDigits>(
  (all, label) =>
    insertOwnDigit(all, { image: smallDataset.test.images.slice(label * 784, label * 784 + 784), label }, 9),
  NO_OWN_DIGITS,
)

async function trained(hyperparameters = smallRun): Promise<Trainer> {
  const trainer = openTrainer()
  await sendDataset(trainer)
  await run(trainer, hyperparameters)
  return trainer
}

async function run(trainer: Trainer, hyperparameters = smallRun): Promise<void> {
  const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
  unwrap(await trainer.client.request('training.start', { hyperparameters }))
  await ended
}

const read = async (trainer: Trainer, slot?: 'comparison') =>
  unwrap(await trainer.client.request('network.predict', slot === undefined ? { image } : { image, slot }))
    .probabilities

describe('the comparison slot', () => {
  it('answers WEIGHTS_NONE while it is empty and after it was cleared', async () => {
    const trainer = await trained()
    const ask = () => trainer.client.request('network.predict', { image, slot: 'comparison' })
    expect(await ask()).toMatchObject({ ok: false, code: 'WEIGHTS_NONE' })
    unwrap(await trainer.client.request('comparison.copy', { from: 'now' }))
    expect((await ask()).ok).toBe(true)
    unwrap(await trainer.client.request('comparison.clear', null))
    expect(await ask()).toMatchObject({ ok: false, code: 'WEIGHTS_NONE' })
    expect(unwrap(await trainer.client.request('comparison.info', null))).toBeNull()
  })

  it('keeps its predictions while another run is trained', async () => {
    const trainer = await trained()
    const before = await read(trainer)
    const kept = unwrap(await trainer.client.request('comparison.copy', { from: 'now' }))
    expect(kept).toMatchObject({ kind: 'now', iteration: smallRun.iterations, hidden: smallRun.hidden })
    await run(trainer, { ...smallRun, seed: 99 })
    const compared = await read(trainer, 'comparison')
    compared.forEach((value, i) => expect(value).toBeCloseTo(before[i] ?? -1, 12))
    expect(await read(trainer)).not.toEqual(before)
  })

  it('takes weights from a file, of another hidden size too, without touching those in use', async () => {
    const trainer = await trained({ ...smallRun, hidden: 9 })
    const { bytes } = unwrap(await trainer.client.request('weights.encode', { format: 'npz' }))
    const answer = await read(trainer)
    await run(trainer)
    const inUse = await read(trainer)
    const info = unwrap(await trainer.client.request('comparison.decode', { name: 'a.npz', kind: 'file', bytes }))
    expect(info).toMatchObject({ hidden: 9, name: 'a.npz', kind: 'file', iteration: -1 })
    expect(await read(trainer, 'comparison')).toEqual(answer)
    expect(await read(trainer)).toEqual(inUse)
  })

  it('refuses a file that is not an archive and keeps its model', async () => {
    const trainer = await trained()
    unwrap(await trainer.client.request('comparison.copy', { from: 'best' }))
    const bad = { name: 'x.npz', kind: 'file', bytes: Uint8Array.of(1, 2, 3) } as const
    expect(await trainer.client.request('comparison.decode', bad)).toMatchObject({
      ok: false,
      code: 'WEIGHTS_NOT_NPZ',
    })
    expect(unwrap(await trainer.client.request('comparison.info', null))).toMatchObject({ kind: 'best' })
  })
})

describe('shifted test images', () => {
  const moved = (trainer: Trainer, slot: 'current' | 'comparison') =>
    trainer.client.request('network.shiftRobustness', { slot })

  it('are classified by both models; unshifted, those of a finished run as the run measured them', async () => {
    const trainer = await trained()
    const { measured } = unwrap(await trainer.client.request('training.status', null))
    unwrap(await trainer.client.request('comparison.copy', { from: 'now' }))
    const first = unwrap(await moved(trainer, 'current'))
    expect(first).toMatchObject({ images: 60, iteration: smallRun.iterations })
    expect(first.unshifted / first.images).toBeCloseTo(measured?.testAccuracy ?? -1, 12)
    expect(unwrap(await moved(trainer, 'comparison'))).toEqual(first)
  })

  it('are refused for weights with another number of classes', async () => {
    const trainer = await trained()
    unwrap(await trainer.client.request('comparison.copy', { from: 'now' }))
    await sendDataset(trainer, { ...smallDataset, classes: 11 })
    expect(await moved(trainer, 'comparison')).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })
})

describe('own digits in the training process', () => {
  it('are classified like single drawings', async () => {
    const trainer = await trained()
    const { predicted } = unwrap(await trainer.client.request('network.classify', { images: own.images }))
    const oneByOne = []
    for (let i = 0; i < 3; i++) {
      const { probabilities } = unwrap(
        await trainer.client.request('network.predict', { image: own.images.slice(i * 784, i * 784 + 784) }),
      )
      oneByOne.push(probabilities.indexOf(Math.max(...probabilities)))
    }
    expect([...predicted]).toEqual(oneByOne)
  })

  it('are part of the training split of the next run when mixed in, and its record says so', async () => {
    const trainer = await trained()
    const plain = unwrap(await trainer.client.request('run.snapshot', null))
    expect(plain?.dataset).toMatchObject({ trainCount: 240 })
    expect(plain?.dataset.ownDigits).toBeUndefined()

    unwrap(await trainer.client.request('dataset.own', { ...own, times: 1 }))
    await run(trainer)
    const mixed = unwrap(await trainer.client.request('run.snapshot', null))
    expect(mixed?.dataset).toMatchObject({ trainCount: 243, testCount: 60, ownDigits: 3 })
    expect(mixed?.dataset.digest).not.toBe(plain?.dataset.digest)

    unwrap(await trainer.client.request('dataset.own', { ...own, times: null }))
    await run(trainer)
    expect(unwrap(await trainer.client.request('run.snapshot', null))?.dataset).toEqual(plain?.dataset)
  })

  it('do not prevent a run that used them from continuing, whatever the switch is now', async () => {
    const trainer = openTrainer()
    await sendDataset(trainer)
    unwrap(await trainer.client.request('dataset.own', { ...own, times: 1 }))
    for (let i = 0; i < 3; i++) unwrap(await trainer.client.request('training.step', { hyperparameters: smallRun }))
    const kept = unwrap(await trainer.client.request('run.snapshot', null))
    if (kept === null) throw new Error('no run')
    const again = { id: '20260131-142500-9f3c2a', dataset: kept.dataset, checkpoint: kept.blobs.checkpoint }
    unwrap(await trainer.client.request('dataset.own', { ...own, times: null }))
    const ended = trainer.event('training.status', ({ phase }) => phase === 'ended')
    unwrap(await trainer.client.request('run.continue', again))
    await ended
    expect(unwrap(await trainer.client.request('run.snapshot', null))?.dataset.ownDigits).toBe(3)

    unwrap(await trainer.client.request('dataset.own', { ...NO_OWN_DIGITS, times: 1 }))
    expect(await trainer.client.request('run.continue', again)).toMatchObject({ ok: false, code: 'RUN_OTHER_DATA' })
  })
})
