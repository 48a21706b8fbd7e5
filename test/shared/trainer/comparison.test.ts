import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { encodeNpz } from '../../../src/shared/formats/npz'
import { initialWeights } from '../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../src/shared/random/randomState'
import { smallRun } from '../training/support'
import { digit, openTrainer, readyTrainer } from './support'
import type { Trainer } from './support'

/** An .npz archive of untrained weights. */
const archive = (classes: number, hidden = 3): Uint8Array =>
  encodeNpz(initialWeights({ inputs: 784, hidden, classes, weightInit: 'std', std: 0.1 }, new RandomState(classes)))

const use = ({ client }: Trainer, bytes: Uint8Array) => client.request('weights.decode', { name: 'in use.npz', bytes })
const compare = ({ client }: Trainer, bytes: Uint8Array) =>
  client.request('comparison.decode', { name: 'other.npz', kind: 'file', bytes })
const comparison = async ({ client }: Trainer) => unwrap(await client.request('comparison.info', null))

describe('the classes of a comparison model', () => {
  it('are refused with COMPARISON_CLASSES beside a model of another number; the slot keeps what it had', async () => {
    const trainer = await readyTrainer()
    unwrap(await trainer.client.request('training.step', { hyperparameters: smallRun }))
    unwrap(await trainer.client.request('comparison.copy', { from: 'now' }))
    expect(await compare(trainer, archive(26))).toMatchObject({
      ok: false,
      code: 'COMPARISON_CLASSES',
      detail: { expected: 10, found: 26 },
    })
    expect(await comparison(trainer)).toMatchObject({ kind: 'now', classes: 10 })

    unwrap(await use(trainer, archive(26)))
    expect(await compare(trainer, archive(10))).toMatchObject({ detail: { expected: 26, found: 10 } })
    expect(await trainer.client.request('comparison.copy', { from: 'best' })).toMatchObject({
      code: 'COMPARISON_CLASSES',
    })
  })

  it('may be 26 beside 26', async () => {
    const trainer = openTrainer()
    unwrap(await use(trainer, archive(26)))
    expect(unwrap(await compare(trainer, archive(26, 5)))).toMatchObject({ classes: 26, hidden: 5 })
    const { probabilities } = unwrap(
      await trainer.client.request('network.predict', { image: digit, slot: 'comparison' }),
    )
    expect(probabilities).toHaveLength(26)
    expect(probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 12)
  })

  it('may be any that a model in use may have while no model is in use', async () => {
    const trainer = openTrainer()
    expect(unwrap(await compare(trainer, archive(12)))).toMatchObject({ classes: 12 })
  })

  it('stay when the model in use changes to another number: both models classify as before', async () => {
    const trainer = openTrainer()
    unwrap(await use(trainer, archive(10)))
    unwrap(await compare(trainer, archive(10)))
    unwrap(await use(trainer, archive(26)))
    expect(await comparison(trainer)).toMatchObject({ name: 'other.npz', classes: 10 })
    const answer = unwrap(await trainer.client.request('network.predict', { image: digit, slot: 'comparison' }))
    expect(answer.probabilities).toHaveLength(10)
  })
})

describe('the classes of weights from a file', () => {
  it.each([1, 101, 1_000_000])('are refused in both slots with WEIGHTS_CLASSES when there are %i', async (classes) => {
    const trainer = openTrainer()
    const bytes = archive(classes, 1)
    for (const answer of [await use(trainer, bytes), await compare(trainer, bytes)]) {
      expect(answer).toMatchObject({ ok: false, code: 'WEIGHTS_CLASSES', detail: { found: classes, min: 2, max: 100 } })
    }
    expect(await comparison(trainer)).toBeNull()
  })

  it.each([2, 100])('may be %i, and own digits are classified with them', async (classes) => {
    const trainer = openTrainer()
    unwrap(await use(trainer, archive(classes)))
    const { predicted } = unwrap(await trainer.client.request('network.classify', { images: digit }))
    const { probabilities } = unwrap(await trainer.client.request('network.predict', { image: digit }))
    expect([...predicted]).toEqual([probabilities.indexOf(Math.max(...probabilities))])
  })
})
