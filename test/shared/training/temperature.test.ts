import { describe, expect, it } from 'vitest'
import { Float64Classifier } from '../../../src/shared/engine/float64/float64Classifier'
import { pretrainedWeights } from '../../../src/shared/formats/pretrained'
import { fitTemperature } from '../../../src/shared/training/temperature'

const scaled = (factor: number) => {
  const { W2, b2, ...rest } = pretrainedWeights()
  const times = (values: Float64Array) => values.map((value) => value * factor)
  return new Float64Classifier({ ...rest, W2: times(W2), b2: times(b2) })
}

describe('fitTemperature', () => {
  it('undoes a factor of the logits', () => {
    const [once, twice, half] = [1, 2, 0.5].map((factor) => fitTemperature(scaled(factor)))
    expect((twice ?? 0) / (once ?? 1)).toBeCloseTo(2, 1)
    expect(half).toBeGreaterThanOrEqual(0.5)
    expect(half).toBeLessThan(once ?? 0)
  })

  it('finds little to correct in weights that were trained on ways of writing', () => {
    const temperature = fitTemperature(scaled(1))
    expect(temperature).toBeGreaterThan(0.8)
    expect(temperature).toBeLessThan(1.6)
  })
})
