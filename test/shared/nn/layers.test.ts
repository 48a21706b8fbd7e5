import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Affine } from '../../../src/shared/nn/layers/affine'
import { ReLU } from '../../../src/shared/nn/layers/relu'
import { SoftmaxWithLoss } from '../../../src/shared/nn/layers/softmaxWithLoss'
import { softmax } from '../../../src/shared/nn/softmax'
import { tensor } from '../../../src/shared/nn/tensor'

const finite = fc.double({ min: -1000, max: 1000, noNaN: true })

describe('Affine', () => {
  // The book's example of 5.6.2, with b and dout added.
  const layer = () =>
    new Affine({ rows: 2, cols: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) }, Float64Array.of(10, 20, 30))

  it('computes x W + b', () => {
    const out = layer().forward(tensor([2, 2], Float64Array.of(1, 0, 2, 1)))
    expect(out).toEqual({ shape: [2, 3], data: Float64Array.of(11, 22, 33, 16, 29, 42) })
  })

  it('computes dx = dout Wᵀ, dW = xᵀ dout and db = sum of dout', () => {
    const affine = layer()
    affine.forward(tensor([2, 2], Float64Array.of(1, 0, 2, 1)))
    const dx = affine.backward(tensor([2, 3], Float64Array.of(1, 0, 2, 0, 1, 1)))
    expect(dx).toEqual({ shape: [2, 2], data: Float64Array.of(7, 16, 5, 11) })
    expect([...affine.dW]).toEqual([1, 2, 4, 0, 1, 1])
    expect([...affine.db]).toEqual([1, 1, 3])
  })

  it('takes images of any rank and gives dx in their shape', () => {
    const affine = new Affine({ rows: 12, cols: 2, data: new Float64Array(24).fill(1) }, new Float64Array(2))
    const images = tensor([5, 1, 3, 4], new Float64Array(60).fill(1))
    expect(affine.forward(images).shape).toEqual([5, 2])
    expect(affine.backward(tensor([5, 2], new Float64Array(10))).shape).toEqual([5, 1, 3, 4])
  })

  it('refuses a shape that does not fit the data', () => {
    expect(() => tensor([2, 3], new Float64Array(5))).toThrow(RangeError)
  })
})

describe('ReLU', () => {
  it('lets positive values through, and dout where it did', () => {
    const relu = new ReLU()
    expect([...relu.forward(tensor([2, 2], Float64Array.of(1, -0.5, -2, 3))).data]).toEqual([1, 0, 0, 3])
    expect([...relu.backward(tensor([2, 2], Float64Array.of(5, 6, 7, 8))).data]).toEqual([5, 0, 0, 8])
  })

  it('writes neither into x nor into dout', () => {
    const relu = new ReLU()
    const x = tensor([3], Float64Array.of(-1, 0, 1))
    const dout = tensor([3], Float64Array.of(4, 5, 6))
    relu.forward(x)
    relu.backward(dout)
    expect([...x.data, ...dout.data]).toEqual([-1, 0, 1, 4, 5, 6])
  })

  it('stops at zero and lets NaN through', () => {
    expect([...new ReLU().forward(tensor([3], Float64Array.of(0, -0, NaN))).data]).toEqual([0, 0, NaN])
  })
})

describe('softmax', () => {
  const rows = fc
    .integer({ min: 1, max: 8 })
    .chain((classes) =>
      fc.tuple(
        fc.constant(classes),
        fc.array(fc.array(finite, { minLength: classes, maxLength: classes }), { minLength: 1, maxLength: 6 }),
      ),
    )

  it('makes rows of probabilities that sum to 1, whatever the scores', () => {
    fc.assert(
      fc.property(rows, ([classes, scores]) => {
        const y = new Float64Array(scores.length * classes)
        softmax(Float64Array.from(scores.flat()), scores.length, classes, y)
        for (let n = 0; n < scores.length; n++) {
          const row = y.subarray(n * classes, (n + 1) * classes)
          expect(row.every((p) => p >= 0 && p <= 1)).toBe(true)
          expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
        }
      }),
    )
  })

  it('does not change when all scores of a row move together', () => {
    const a = new Float64Array(3)
    const b = new Float64Array(3)
    softmax(Float64Array.of(1, 2, 4), 1, 3, a)
    softmax(Float64Array.of(1001, 1002, 1004), 1, 3, b)
    expect([...b]).toEqual([...a])
  })

  it("gives the book's example of 3.5.1", () => {
    const y = Float64Array.of(0.3, 2.9, 4.0)
    softmax(y, 1, 3, y)
    ;[0.01821127, 0.24519181, 0.73659691].forEach((p, i) => expect(y[i]).toBeCloseTo(p, 8))
  })
})

describe('SoftmaxWithLoss', () => {
  const scores = tensor([2, 3], Float64Array.of(1, 2, 3, 0, 0, 5))

  it('takes one-hot and index labels alike', () => {
    const [a, b] = [new SoftmaxWithLoss(), new SoftmaxWithLoss()]
    const oneHot = tensor([2, 3], Float64Array.of(0, 1, 0, 0, 0, 1))
    expect(a.forward(scores, oneHot)).toBe(b.forward(scores, Uint8Array.of(1, 2)))
    expect(a.backward()).toEqual(b.backward())
  })

  it('gives log(classes) for scores that say nothing', () => {
    const loss = new SoftmaxWithLoss().forward(tensor([4, 10], new Float64Array(40)), new Uint8Array(4))
    expect(loss).toBeCloseTo(-Math.log(0.1 + 1e-7), 14)
  })

  it('stays finite when it is as wrong as can be', () => {
    const sure = tensor([1, 2], Float64Array.of(0, 5000))
    expect(new SoftmaxWithLoss().forward(sure, Uint8Array.of(0))).toBeCloseTo(-Math.log(1e-7), 12)
  })

  it('has the gradient (y - t) / N, whose rows sum to 0, and leaves the scores alone', () => {
    const layer = new SoftmaxWithLoss()
    layer.forward(scores, Uint8Array.of(0, 2))
    const dx = layer.backward()
    const y = layer.y?.data ?? []
    expect(dx.shape).toEqual([2, 3])
    expect([...dx.data]).toEqual([...y].map((p, i) => (p - (i === 0 || i === 5 ? 1 : 0)) / 2))
    expect([...scores.data]).toEqual([1, 2, 3, 0, 0, 5])
  })
})
