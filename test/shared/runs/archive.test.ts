import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../../src/shared/nn/initialWeights'
import { tensor } from '../../../src/shared/nn/tensor'
import { TwoLayerNet } from '../../../src/shared/nn/twoLayerNet'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { encodeNpz } from '../../../src/shared/formats/npz'
import { RandomState } from '../../../src/shared/random/randomState'
import { runArchive } from '../../../src/shared/runs/archive'
import { accuracyCsv, eventsCsv, lossCsv } from '../../../src/shared/runs/curvesCsv'
import { parseRunRecord } from '../../../src/shared/runs/schema'
import { pythonWithNumpy, runPython } from '../../numpy/python'
import { makeRecord, someBlobs } from './support'

const texts = { title: 'run 1', readme: '# run 1\n', smoothing: 0.9 }
const curves = { losses: new Float64Array(0), epochs: [], marks: [] }

describe('runArchive', () => {
  it('contains the class names of the dataset from the record on disk', () => {
    const plain = makeRecord(1)
    for (const classNames of [[...'0123456789', 'Q', 'g'], undefined]) {
      const dataset = classNames === undefined ? plain.dataset : { ...plain.dataset, classNames }
      const record = parseRunRecord(JSON.stringify({ ...plain, dataset }))
      expect(record.dataset).toEqual(dataset)
      const run = { record, curves, weights: someBlobs.weights }
      const files = unzipSync(runArchive(run, texts, [], new Date(record.savedAt)))
      const settings: unknown = JSON.parse(strFromU8(files['settings.json'] ?? new Uint8Array(0)))
      expect(settings).toMatchObject({ title: 'run 1', dataset })
    }
  })

  it.skipIf(pythonWithNumpy === null)('has a program whose probabilities are those of the bricks', () => {
    const shape = { inputs: 784, hidden: 30, classes: 10, weightInit: 'he', std: 0.01 } as const
    const weights = initialWeights(shape, new RandomState(4))
    const run = { record: makeRecord(1), curves, weights: encodeNpz(weights) }
    const files = unzipSync(runArchive(run, texts, [], new Date(run.record.savedAt)))
    const folder = mkdtempSync(join(tmpdir(), 'run-archive-'))
    try {
      for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
      const lines = runPython([join(folder, 'use_weights.py')])
        .trimEnd()
        .split('\n')
      const { test } = drawSampleDataset(0, { train: 1, test: 1 })
      const x = Float64Array.from(test.images, (pixel) => pixel / 255)
      const logits = new TwoLayerNet(weights).predict(tensor([1, 784], x)).data
      const exps = Array.from(logits, (a) => Math.exp(a - Math.max(...logits)))
      const sum = exps.reduce((a, b) => a + b)
      const expected = exps.map((e, label) => `${label}  ${`${((100 * e) / sum).toFixed(2)}%`.padStart(7)}`)
      expect(lines.slice(28, 38)).toEqual(expected)
      expect(lines.at(-1)).toBe(`prediction: ${exps.indexOf(Math.max(...exps))}`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('curves as CSV', () => {
  it('holds every loss with all its digits next to the smoothed one', () => {
    expect(lossCsv(Float64Array.of(2.25, 1.123456789012345), 0).split('\n')).toEqual([
      'iteration,loss,smoothed',
      '0,2.25,2.25',
      '1,1.123456789012345,1.123456789012345',
      '',
    ])
  })

  it('holds a line per measurement and per event', () => {
    const epochs = [{ epoch: 0, iteration: 0, trainAccuracy: 0.1, testAccuracy: 0.0974 }]
    expect(accuracyCsv(epochs)).toBe('epoch,iteration,train_acc,test_acc\n0,0,0.1,0.0974\n')
    const events = [
      { kind: 'learningRate', iteration: 12, value: 0.5, from: 0.1 },
      { kind: 'diverged', iteration: 30 },
    ] as const
    expect(eventsCsv(events)).toBe('iteration,event,from,to\n12,learningRate,0.1,0.5\n30,diverged,,\n')
  })
})
