import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { argmax, columnSums, matmul, matmulTransposedLeft, matmulTransposedRight } from '../../../src/shared/nn/matrix'
import { RandomState } from '../../../src/shared/random/randomState'

/** Element by element, as in a textbook. */
function product(
  rows: number,
  cols: number,
  inner: number,
  a: (i: number, k: number) => number,
  b: (k: number, j: number) => number,
): Float64Array {
  const out = new Float64Array(rows * cols)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      for (let k = 0; k < inner; k++) out[i * cols + j] = (out[i * cols + j] ?? 0) + a(i, k) * b(k, j)
    }
  }
  return out
}

const sizes = fc.record({
  n: fc.integer({ min: 0, max: 9 }),
  m: fc.integer({ min: 1, max: 200 }),
  p: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(),
})

function random(length: number, seed: number): Float64Array {
  const values = new Float64Array(length)
  new RandomState(seed).randn(values)
  return values
}

describe('matrix products', () => {
  it('matmul is the textbook product for any sizes, beyond a block too, into a dirty buffer', () => {
    fc.assert(
      fc.property(sizes, ({ n, m, p, seed }) => {
        const a = random(n * m, seed)
        const b = random(m * p, seed + 1)
        const out = new Float64Array(n * p).fill(NaN)
        matmul(a, b, n, m, p, out)
        const at = (values: Float64Array, i: number) => values[i] ?? NaN
        expect(out).toEqual(
          product(
            n,
            p,
            m,
            (i, k) => at(a, i * m + k),
            (k, j) => at(b, k * p + j),
          ),
        )
      }),
    )
  })

  it('the transposed products are the textbook products of the transposed matrices', () => {
    fc.assert(
      fc.property(sizes, ({ n, m, p, seed }) => {
        const a = random(n * m, seed)
        const at = (values: Float64Array, i: number) => values[i] ?? NaN
        const left = random(n * p, seed + 1)
        const outLeft = new Float64Array(m * p).fill(NaN)
        matmulTransposedLeft(a, left, n, m, p, outLeft)
        expect(outLeft).toEqual(
          product(
            m,
            p,
            n,
            (k, i) => at(a, i * m + k),
            (i, j) => at(left, i * p + j),
          ),
        )

        const right = random(p * m, seed + 2)
        const outRight = new Float64Array(n * p).fill(NaN)
        matmulTransposedRight(a, right, n, p, m, outRight)
        expect(outRight).toEqual(
          product(
            n,
            p,
            m,
            (i, k) => at(a, i * m + k),
            (k, j) => at(right, j * m + k),
          ),
        )
      }),
    )
  })

  it('columnSums sums down the rows', () => {
    const out = new Float64Array(2).fill(9)
    columnSums(Float64Array.of(1, 2, 3, 4, 5, 6), 3, 2, out)
    expect([...out]).toEqual([9, 12])
  })
})

describe('argmax', () => {
  it('gives the first of equals, counted from the start, and takes NaN for the largest as NumPy does', () => {
    expect(argmax(Float64Array.of(9, 1, 3, 3), 1, 3)).toBe(1)
    expect(argmax(Float64Array.of(1, NaN, 3), 0, 3)).toBe(1)
    expect(argmax(Float64Array.of(-Infinity, -Infinity), 0, 2)).toBe(0)
  })
})
