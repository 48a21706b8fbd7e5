import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradientErrors, relativeError } from '../../../src/shared/nn/gradientCheck'
import { initialWeights } from '../../../src/shared/nn/initialWeights'
import { Affine } from '../../../src/shared/nn/layers/affine'
import { softmax } from '../../../src/shared/nn/softmax'
import { tensor } from '../../../src/shared/nn/tensor'
import type { Tensor } from '../../../src/shared/nn/tensor'
import { TwoLayerNet } from '../../../src/shared/nn/twoLayerNet'
import { RandomState } from '../../../src/shared/random/randomState'
import { PARAMETER_NAMES, copyWeights } from '../../../src/shared/nn/copyWeights'

interface Shape {
  readonly inputs: number
  readonly hidden: number
  readonly classes: number
  readonly batch: number
  readonly seed: number
}

function problem({ inputs, hidden, classes, batch, seed }: Shape): { net: TwoLayerNet; x: Tensor; t: Uint8Array } {
  const random = new RandomState(seed)
  const weights = initialWeights({ inputs, hidden, classes, weightInit: 'xavier', std: 0 }, random)
  random.randn(weights.b1)
  random.randn(weights.b2)
  const x = Float64Array.from({ length: batch * inputs }, () => random.nextDouble())
  const t = Uint8Array.from({ length: batch }, () => random.nextUint32() % classes)
  return { net: new TwoLayerNet(weights), x: tensor([batch, inputs], x), t }
}

/**
 * Whether central differences can be believed: not where a step of 1e-4 carries a neuron over the corner of ReLU, and not
 * where the right class gets little, for the book's gradient leaves out the 1e-7 that its loss adds inside the log.
 */
function judgeable(net: TwoLayerNet, x: Tensor, t: Uint8Array): boolean {
  const { W1, b1, inputs, hidden, classes } = net.weights
  const z1 = new Affine({ rows: inputs, cols: hidden, data: W1 }, b1).forward(x)
  const y = net.predict(x).data
  softmax(y, t.length, classes, y)
  return z1.data.every((value) => Math.abs(value) > 2e-4) && t.every((label, n) => (y[n * classes + label] ?? 0) > 0.05)
}

/** The same shapes in every run: a gradient that cancels to almost nothing, once in thousands, says nothing. */
const sameEveryTime = { seed: 57, numRuns: 300 }

const shapes = fc.record<Shape>({
  inputs: fc.integer({ min: 1, max: 12 }),
  hidden: fc.integer({ min: 1, max: 7 }),
  classes: fc.integer({ min: 2, max: 10 }),
  batch: fc.integer({ min: 1, max: 8 }),
  seed: fc.nat(),
})

describe('TwoLayerNet', () => {
  it('has by backpropagation the gradient of central differences within 1e-5, whatever the shape', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { net, x, t } = problem(shape)
        fc.pre(judgeable(net, x, t))
        const errors = gradientErrors(net.gradient(x, t), net.numericalGradient(x, t))
        for (const name of PARAMETER_NAMES) expect(errors[name]).toBeLessThan(1e-5)
      }),
      sameEveryTime,
    )
  })

  it("has it for the book's first weights and 784 pixels too", () => {
    const sizes = { inputs: 784, hidden: 6, classes: 10 }
    const { x, t } = problem({ ...sizes, batch: 3, seed: 2 })
    const net = new TwoLayerNet(initialWeights({ ...sizes, weightInit: 'std', std: 0.01 }, new RandomState(2)))
    expect(judgeable(net, x, t)).toBe(true)
    const errors = gradientErrors(net.gradient(x, t), net.numericalGradient(x, t))
    for (const name of PARAMETER_NAMES) expect(errors[name]).toBeLessThan(1e-5)
  })

  it('puts the weights back after numericalGradient', () => {
    const { net, x, t } = problem({ inputs: 3, hidden: 2, classes: 2, batch: 2, seed: 1 })
    const before = copyWeights(net.weights)
    net.numericalGradient(x, t)
    expect(net.weights).toEqual(before)
  })

  it('loses loss on a fixed batch with every small enough step against the gradient', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { net, x, t } = problem(shape)
        const before = net.loss(x, t)
        const grads = net.gradient(x, t)
        const steepness = Math.max(...PARAMETER_NAMES.map((name) => Math.max(...grads[name].map(Math.abs))))
        fc.pre(steepness > 1e-3 && judgeable(net, x, t))
        for (const name of PARAMETER_NAMES) {
          grads[name].forEach((g, i) => (net.weights[name][i] = (net.weights[name][i] ?? 0) - 1e-5 * g))
        }
        expect(net.loss(x, t)).toBeLessThan(before)
      }),
    )
  })

  it('learns a fixed batch by heart', () => {
    const { net, x, t } = problem({ inputs: 12, hidden: 20, classes: 4, batch: 8, seed: 4 })
    for (let i = 0; i < 2000; i++) {
      const grads = net.gradient(x, t)
      for (const name of PARAMETER_NAMES) {
        grads[name].forEach((g, k) => (net.weights[name][k] = (net.weights[name][k] ?? 0) - 0.5 * g))
      }
    }
    expect(net.loss(x, t)).toBeLessThan(0.02)
    expect(net.accuracy(x, t)).toBe(1)
  })

  it('counts in accuracy the rows whose largest score is that of the label, with either form of labels', () => {
    const weights = { inputs: 2, hidden: 2, classes: 2, W1: Float64Array.of(1, 0, 0, 1), b1: new Float64Array(2) }
    const net = new TwoLayerNet({ ...weights, W2: Float64Array.of(1, 0, 0, 1), b2: new Float64Array(2) })
    const x = tensor([4, 2], Float64Array.of(1, 0, 0, 1, 3, 2, 1, 5))
    expect(net.accuracy(x, Uint8Array.of(0, 1, 1, 1))).toBe(0.75)
    expect(net.accuracy(x, tensor([4, 2], Float64Array.of(1, 0, 0, 1, 0, 1, 0, 1)))).toBe(0.75)
  })

  it('takes images of any rank', () => {
    const { net, x, t } = problem({ inputs: 12, hidden: 3, classes: 4, batch: 5, seed: 6 })
    const gradient = copyWeights(net.gradient(tensor([5, 1, 3, 4], x.data), t))
    expect(gradient).toEqual(net.gradient(x, t))
  })
})

describe('relativeError', () => {
  it('is 0 for equal vectors and for zeros, 1 for opposite ones', () => {
    const a = Float64Array.of(1, -2)
    expect(relativeError(a, a)).toBe(0)
    expect(relativeError(new Float64Array(2), new Float64Array(2))).toBe(0)
    expect(relativeError(a, Float64Array.of(-1, 2))).toBe(1)
  })
})
