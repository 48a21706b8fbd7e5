import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { smallDataset, smallRun } from '../training/support'
import { openTrainer, sendDataset } from './support'

describe('what the data view asks the trainer', () => {
  it('pages through the images of a class in order, each once', async () => {
    const { client, ...rest } = openTrainer()
    unwrap(await sendDataset({ client, ...rest }))
    const page = async (offset: number) =>
      unwrap(await client.request('dataset.samples', { split: 'train', label: 3, offset, count: 10 }))
    const first = await page(0)
    const { total } = first
    expect(total).toBe(smallDataset.train.labels.filter((label) => label === 3).length)
    const indices: number[] = []
    for (let offset = 0; offset < total; offset += 10) indices.push(...(await page(offset)).indices)
    expect(indices).toEqual([...smallDataset.train.labels.keys()].filter((i) => smallDataset.train.labels[i] === 3))
    const [index = 0] = first.indices
    expect(first.images.subarray(0, 784)).toEqual(smallDataset.train.images.subarray(index * 784, (index + 1) * 784))
    expect((await page(total)).indices).toHaveLength(0)
  })

  it('counts while training runs, without stopping it, and again for another dataset', async () => {
    const trainer = openTrainer()
    const { client } = trainer
    unwrap(await sendDataset(trainer))
    unwrap(await client.request('training.start', { hyperparameters: { ...smallRun, iterations: 1_000_000 } }))
    const before = unwrap(await client.request('training.status', null)).iteration
    const means = unwrap(await client.request('dataset.classMeans', { split: 'train' }))
    const pixels = unwrap(await client.request('dataset.pixelHistogram', { split: 'test', label: null }))
    expect([...means.counts].reduce((sum, count) => sum + count)).toBe(smallDataset.train.count)
    expect(pixels.images).toBe(smallDataset.test.count)
    // So small a set may be counted before the first iteration: the run is given the time that it needs.
    await trainer.event('training.progress', ({ firstIteration, losses }) => firstIteration + losses.length > before)
    unwrap(await client.request('training.pause', null))

    const other = drawSampleDataset(9, { train: 50, test: 20 })
    unwrap(await sendDataset(trainer, other))
    expect(unwrap(await client.request('dataset.pixelHistogram', { split: 'test', label: null })).images).toBe(20)
    const again = unwrap(await client.request('dataset.classMeans', { split: 'train' }))
    expect([...again.counts].reduce((sum, count) => sum + count)).toBe(50)
  })

  it('trains, predicts and exports with 62 classes on both engines', async () => {
    for (const engine of ['float64', 'simd'] as const) {
      const trainer = openTrainer()
      const { client } = trainer
      const spread = (labels: Uint8Array): Uint8Array => labels.map((label, i) => (label + 10 * i) % 62)
      const { train, test } = smallDataset
      const classNames = Array.from({ length: 62 }, (_, i) => `c${i}`)
      const summary = unwrap(
        await sendDataset(trainer, {
          ...smallDataset,
          ...{ classes: 62, set: 'emnist-byclass', classNames },
          train: { ...train, labels: spread(train.labels) },
          test: { ...test, labels: spread(test.labels) },
        }),
      )
      expect(summary).toMatchObject({ classes: 62, set: 'emnist-byclass', classNames })
      expect(summary.trainHistogram).toHaveLength(62)
      const hyperparameters = { ...smallRun, engine }
      for (let i = 0; i < 3; i++) unwrap(await client.request('training.step', { hyperparameters }))
      const { probabilities } = unwrap(await client.request('network.predict', { image: test.images.slice(0, 784) }))
      expect(probabilities).toHaveLength(62)
      expect(probabilities.reduce((sum, share) => sum + share)).toBeCloseTo(1, 5)
      const { bytes } = unwrap(await client.request('weights.encode', { format: 'npz' }))
      expect(unwrap(await client.request('weights.decode', { name: 'w.npz', bytes })).classes).toBe(62)
      const again = unwrap(await client.request('network.predict', { image: test.images.slice(0, 784) }))
      expect(
        Math.max(...again.probabilities.map((share, i) => Math.abs(share - (probabilities[i] ?? 0)))),
      ).toBeLessThan(1e-6)
    }
  })
})
