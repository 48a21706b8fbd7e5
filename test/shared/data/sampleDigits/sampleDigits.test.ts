import { describe, expect, it } from 'vitest'
import { labelHistogram } from '../../../../src/shared/data/dataset'
import { drawSampleDataset, SAMPLE_COUNTS } from '../../../../src/shared/data/sampleDigits/sampleDigits'
import { skeletons } from '../../../../src/shared/data/sampleDigits/skeletons'

describe('drawSampleDataset', () => {
  it('draws the same digits from the same seed and others from another', () => {
    const counts = { train: 200, test: 50 }
    const first = drawSampleDataset(1, counts)
    expect(drawSampleDataset(1, counts)).toEqual(first)
    const other = drawSampleDataset(2, counts)
    expect(other.train.images).not.toEqual(first.train.images)
    expect(other.train.labels).not.toEqual(first.train.labels)
  })

  it('draws 12,000 + 2,000 balanced, shuffled digits, placed as MNIST places them', () => {
    const progress: number[] = []
    const started = performance.now()
    const dataset = drawSampleDataset(undefined, undefined, (done, total) => progress.push(done / total))
    console.log(`drew the sample in ${Math.round(performance.now() - started)} ms`)
    expect(dataset).toMatchObject({ name: '', source: 'sample', classes: 10 })
    expect([dataset.train.count, dataset.test.count]).toEqual([SAMPLE_COUNTS.train, SAMPLE_COUNTS.test])
    expect(labelHistogram(dataset.train.labels, 10)).toEqual(new Array(10).fill(1200))
    expect(labelHistogram(dataset.test.labels, 10)).toEqual(new Array(10).fill(200))
    expect([...dataset.train.labels.subarray(0, 20)]).not.toEqual([...dataset.train.labels.subarray(0, 20)].sort())
    expect(progress.at(-1)).toBe(1)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))

    let centred = 0
    let boxed = 0
    const { images, count } = dataset.train
    for (let k = 0; k < count; k++) {
      let mass = 0
      let x = 0
      let y = 0
      let left = 28
      let right = -1
      let top = 28
      let bottom = -1
      for (let i = 0; i < 784; i++) {
        const value = images[k * 784 + i] ?? 0
        if (value === 0) continue
        const col = i % 28
        const row = (i - col) / 28
        mass += value
        x += value * (col + 0.5)
        y += value * (row + 0.5)
        left = Math.min(left, col)
        right = Math.max(right, col)
        top = Math.min(top, row)
        bottom = Math.max(bottom, row)
      }
      if (Math.abs(x / mass - 14) < 0.52 && Math.abs(y / mass - 14) < 0.52) centred++
      if (Math.max(right - left, bottom - top) + 1 === 20) boxed++
    }
    expect(centred).toBe(count)
    expect(boxed).toBe(count)
  })

  it('knows several ways to write every digit, with whole points only', () => {
    expect(skeletons).toHaveLength(10)
    for (const ways of skeletons) {
      expect(ways.length).toBeGreaterThanOrEqual(5)
      for (const way of ways) {
        expect(way.weight).toBeGreaterThan(0)
        for (const curve of way.strokes.flat()) {
          expect(curve.length).toBeGreaterThanOrEqual(4)
          expect(curve.length % 2).toBe(0)
          expect(curve.every((value) => value >= 0 && value <= 100)).toBe(true)
        }
      }
    }
  })
})
