import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../src/shared/random/randomState'
import type { WeightInit } from '../../../src/shared/nn/initialWeights'

const make = (weightInit: WeightInit, random = new RandomState(0)) =>
  initialWeights({ inputs: 784, hidden: 51, classes: 9, weightInit, std: 0.01 }, random)

const deviation = (values: Float64Array): number =>
  Math.sqrt(values.reduce((total, value) => total + value * value, 0) / values.length)

describe('initialWeights', () => {
  it('draws W1, then W2, from one generator, and nothing for the biases', () => {
    const random = new RandomState(0)
    const { W1, b1, W2, b2 } = make('std', random)
    const draws = new Float64Array(784 * 51 + 51 * 9)
    const other = new RandomState(0)
    other.randn(draws)
    expect([...W1, ...W2]).toEqual([...draws].map((value) => 0.01 * value))
    expect([...b1, ...b2].every((value) => value === 0)).toBe(true)
    expect([b1.length, b2.length]).toEqual([51, 9])
    expect(random.snapshot()).toEqual(other.snapshot())
  })

  it.each([
    ['std', 0.01, 0.01],
    ['xavier', Math.sqrt(1 / 784), Math.sqrt(1 / 51)],
    ['he', Math.sqrt(2 / 784), Math.sqrt(2 / 51)],
  ] as const)('spreads the weights of %s by the inputs of each layer', (weightInit, first, second) => {
    const { W1, W2 } = make(weightInit)
    expect(deviation(W1) / first).toBeCloseTo(1, 1)
    const standard = make('std')
    expect((W1[0] ?? 0) / (standard.W1[0] ?? 0)).toBeCloseTo(first / 0.01, 10)
    expect((W2[0] ?? 0) / (standard.W2[0] ?? 0)).toBeCloseTo(second / 0.01, 10)
  })
})
