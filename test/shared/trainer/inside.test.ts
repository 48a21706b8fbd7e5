import { expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { toFloat64 } from '../../../src/shared/inside/capture'
import { Bricks, pixelValues } from '../../../src/shared/inside/bricks'
import { repeatIteration } from '../../../src/shared/inside/iteration'
import { longRun, openTrainer, readyTrainer } from './support'
import type { Trainer } from './support'
import { smallDataset, smallRun } from '../training/support'

const capture = async ({ client }: Trainer, hyperparameters = smallRun) =>
  unwrap(await client.request('inside.capture', { hyperparameters }))

it('before the first run, the network that a start would begin with: its weights, its batch, its first loss', async () => {
  const trainer = await readyTrainer()
  const untrained = await capture(trainer)
  expect(untrained).toMatchObject({ source: 'initial', iteration: 0, engine: 'float64', rows: 28, cols: 28 })
  unwrap(await trainer.client.request('training.step', { hyperparameters: smallRun }))
  const [progress] = trainer.progress()
  expect(progress?.losses[0]).toBe(untrained.loss)
  const next = await capture(trainer)
  expect(next).toMatchObject({ source: 'run', run: 1, iteration: 1 })
  expect(next.before).toEqual(untrained.after)
})

it('shows the images of the batch as the network saw them, shifted', async () => {
  const trainer = await readyTrainer()
  const shifted = await capture(trainer, { ...smallRun, shift: true, optimizer: 'momentum' })
  const { batch, images, labels, shifts, slotsBefore, slotsAfter } = shifted
  expect(shifts).toHaveLength(2 * batch.length)
  expect(labels).toEqual(Uint8Array.from(batch, (index) => smallDataset.train.labels[index] ?? 0))
  expect([slotsBefore.length, slotsAfter.length]).toEqual([1, 1])
  const original = (n: number) => smallDataset.train.images.subarray((batch[n] ?? 0) * 784, ((batch[n] ?? 0) + 1) * 784)
  const moved = [...batch.keys()].filter((n) =>
    images.subarray(n * 784, n * 784 + 784).some((p, i) => p !== original(n)[i]),
  )
  expect(moved).toEqual([...batch.keys()].filter((n) => shifts?.[2 * n] !== 0 || shifts[2 * n + 1] !== 0))
  for (const difference of Object.values(repeatIteration(shifted).differences)) expect(difference).toBeLessThan(1e-12)
})

it('takes an iteration in passing while a run is under way', async () => {
  const trainer = await readyTrainer()
  const { client } = trainer
  unwrap(await client.request('training.start', { hyperparameters: { ...longRun, engine: 'simd' } }))
  const running = await capture(trainer)
  await trainer.event('training.progress', (part) => part.firstIteration + part.losses.length > running.iteration)
  unwrap(await client.request('training.pause', null))
  expect(running).toMatchObject({ source: 'run', engine: 'simd' })
  const losses = trainer.progress().flatMap((part) => [...part.losses])
  expect(losses[running.iteration]).toBe(running.loss)
  expect(toFloat64(running.before).W1).toHaveLength(784 * longRun.hidden)
})

it('with other weights in use, the first batch of the settings on those weights', async () => {
  const trainer = await readyTrainer()
  const { client } = trainer
  unwrap(await client.request('training.step', { hyperparameters: smallRun }))
  const { bytes } = unwrap(await client.request('weights.encode', { format: 'npz' }))
  const own = await capture(trainer)
  const other = openTrainer()
  expect(await other.client.request('inside.capture', { hyperparameters: smallRun })).toMatchObject({
    ok: false,
    code: 'TRAINING_NO_DATA',
  })
  const second = await readyTrainer()
  unwrap(await second.client.request('weights.decode', { name: 'w.npz', bytes }))
  const imported = await capture(second)
  expect(imported).toMatchObject({ source: 'weights', iteration: -1 })
  expect(imported.before).toEqual(own.before)
})

it('reads a split with the weights in use, and hands out its images by their positions', async () => {
  const trainer = await readyTrainer()
  const { client } = trainer
  unwrap(await client.request('training.step', { hyperparameters: smallRun }))
  const reading = unwrap(await client.request('inside.reading', { split: 'test' }))
  const { predicted } = unwrap(await client.request('network.classify', { images: smallDataset.test.images }))
  expect(reading).toMatchObject({ iteration: 1, read: predicted, labels: smallDataset.test.labels })
  const { images, labels } = unwrap(await client.request('inside.images', { split: 'test', indices: [3, 7, 1e6] }))
  expect(images).toEqual(
    Uint8Array.of(
      ...smallDataset.test.images.subarray(3 * 784, 4 * 784),
      ...smallDataset.test.images.subarray(7 * 784, 8 * 784),
    ),
  )
  expect(labels).toHaveLength(2)
})

it('keeps weights along a run, and says what their neurons do on the test split', async () => {
  const trainer = await readyTrainer()
  const { client } = trainer
  expect(await client.request('inside.neurons', null)).toMatchObject({ ok: false, code: 'WEIGHTS_NONE' })
  unwrap(await client.request('training.start', { hyperparameters: smallRun }))
  await trainer.event('training.status', ({ phase }) => phase === 'ended')
  const { iterations } = unwrap(await client.request('inside.film', null))
  expect(iterations).toEqual(expect.arrayContaining([0, 1, 2, 5, 10, 20, 40]))
  const { active, tops, values, iteration, weights } = unwrap(await client.request('inside.neurons', null))
  expect(iteration).toBe(40)
  const { test } = smallDataset
  const { a1 } = new Bricks(toFloat64(weights)).forward(pixelValues(test.images), test.labels)
  const z1 = (n: number) => Math.max(0, a1[n * smallRun.hidden] ?? 0)
  const all = [...test.labels.keys()]
  expect(active[0]).toBeCloseTo(all.filter((n) => z1(n) > 0).length / test.count, 6)
  const largest = all.sort((a, b) => z1(b) - z1(a)).slice(0, 6)
  expect([...tops.subarray(0, 6)]).toEqual(largest)
  expect(values[0]).toBeCloseTo(z1(largest[0] ?? 0), 5)
  const first = unwrap(await client.request('inside.frame', { iteration: 0, activity: false }))
  expect(first?.weights.W1).not.toEqual(weights.W1)
  expect(first?.activity).toBeNull()
  expect(await client.request('inside.frame', { iteration: 3, activity: true })).toEqual({ ok: true, value: null })
})
