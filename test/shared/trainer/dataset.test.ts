import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import { smallDataset } from '../training/support'
import { openTrainer, readyTrainer, sendDataset } from './support'

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
