import { describe, expect, it } from 'vitest'
import { classify, countCorrect } from '../../../src/shared/engine/classifier'
import { createClassifier, createEngine } from '../../../src/shared/engine/createEngine'
import { initialWeights } from '../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../src/shared/random/randomState'
import { smallDataset } from '../training/support'

const { test } = smallDataset
const weights = initialWeights({ inputs: 784, hidden: 9, classes: 26, weightInit: 'he', std: 0.01 }, new RandomState(4))
const probabilities = (classifier: { predict: (images: Uint8Array, count: number, out: Float64Array) => void }) => {
  const out = new Float64Array(test.count * 26)
  classifier.predict(test.images, test.count, out)
  return out
}

describe.each(['float64', 'simd'] as const)('a %s classifier', (kind) => {
  const classifier = createClassifier(kind, weights)

  it('gives the probabilities and the count of an engine with the same weights, bit for bit', async () => {
    const engine = await createEngine(kind)
    engine.load('test', test)
    engine.initialise(weights, 'sgd', 1)
    expect(probabilities(classifier)).toEqual(probabilities(engine))
    expect(countCorrect(classifier, test, 3, 50)).toBe(engine.countCorrect('test', 3, 50))
    expect(classifier.sizes).toMatchObject({ inputs: 784, hidden: 9, classes: 26 })
    expect(engine.sizes).toMatchObject({ inputs: 784, hidden: 9, classes: 26 })
    expect(classifier.weights()).toEqual(engine.weights())
  })

  it('keeps its own copy of the weights', () => {
    const own = { ...weights, b2: weights.b2.slice() }
    const copy = createClassifier(kind, own)
    own.b2.fill(9)
    expect(probabilities(copy)).toEqual(probabilities(classifier))
  })

  it('names the most probable class of each image', () => {
    const all = probabilities(classifier)
    const expected = Array.from({ length: test.count }, (_, n) => {
      const row = [...all.subarray(n * 26, (n + 1) * 26)]
      return row.indexOf(Math.max(...row))
    })
    expect([...classify(classifier, test.images, test.count)]).toEqual(expected)
    expect(classify(classifier, new Uint8Array(0), 0)).toHaveLength(0)
  })
})
