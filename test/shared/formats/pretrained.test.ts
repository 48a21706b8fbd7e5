import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { writeDigits } from '../../../src/shared/data/handwriting/writeDigits'
import { countCorrect } from '../../../src/shared/engine/classifier'
import { Float64Classifier } from '../../../src/shared/engine/float64/float64Classifier'
import { decodeNpz } from '../../../src/shared/formats/npz'
import { PRETRAINED, pretrainedWeights } from '../../../src/shared/formats/pretrained'
import { parseSettingsCode } from '../../../src/shared/runs/settingsCode'

const file = readFileSync(join(resolve(import.meta.dirname, '../../..'), 'resources/pretrained.npz'))

it('the pretrained weights are the file that their description names, under 200 KB', () => {
  expect(file.length).toBeLessThan(200_000)
  expect(createHash('sha256').update(file).digest('hex')).toBe(PRETRAINED.sha256)
  expect(pretrainedWeights()).toEqual(decodeNpz(file, 'pretrained.npz'))
  const { hyperparameters } = parseSettingsCode(PRETRAINED.settings)
  expect(hyperparameters).toMatchObject({ hidden: 50, iterations: PRETRAINED.iterations })
  expect(hyperparameters.handwriting).toBeGreaterThan(0)
  expect(PRETRAINED.testAccuracy).toBeGreaterThan(0.965)
})

it('the pretrained weights read the built-in sample and ways of writing that they were not trained on', () => {
  const classifier = new Float64Classifier(pretrainedWeights())
  const { test } = drawSampleDataset(5, { train: 1, test: 600 })
  expect(countCorrect(classifier, test, 0, 600) / 600).toBeGreaterThan(0.82)
  const written = writeDigits(600, 99)
  const set = { ...written, count: 600, rows: 28, cols: 28 }
  expect(countCorrect(classifier, set, 0, 600) / 600).toBeGreaterThan(0.75)
})
