import { beforeAll, describe, expect, it } from 'vitest'
import {
  BOOK_DISTANCE,
  DISTANCES,
  checkGradients,
  errorAt,
  numericalAt,
} from '../../../src/shared/inside/gradientCheck'
import type { CheckedParameter } from '../../../src/shared/inside/gradientCheck'
import { BUGS } from '../../../src/shared/inside/bugs'
import type { Bug } from '../../../src/shared/inside/bugs'
import { toFloat64 } from '../../../src/shared/inside/capture'
import { repeatIteration } from '../../../src/shared/inside/iteration'
import { significant } from '../../../src/shared/inside/numbers'
import { findFault } from '../../../src/shared/inside/verdict'
import type { Weights } from '../../../src/shared/nn/weights'
import { goldenAtHand, readMnist } from '../engine/float64/mnist'
import { capture301 } from './golden'

const finish = (work: ReturnType<typeof checkGradients>): readonly CheckedParameter[] => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

describe.skipIf(!goldenAtHand)('gradient check after 300 iterations on MNIST, the first three training images', () => {
  let weights: Weights
  const images = goldenAtHand ? readMnist('train').images.slice(0, 3 * 784) : new Uint8Array(0)
  const labels = Uint8Array.of(5, 0, 4)
  const found = new Map<Bug, readonly CheckedParameter[]>()
  beforeAll(async () => {
    weights = toFloat64((await capture301('simd')).capture.before)
    for (const bug of BUGS) {
      // A wrong formula is wrong at every distance: a few are enough here.
      const few = { distances: [5, 8], precisions: ['float64'] } as const
      const setup = { weights, images, labels, bug, offset: true, ...(bug === 'none' ? {} : few) }
      found.set(bug, finish(checkGradients(setup)))
    }
  }, 120_000)
  const errors = (bug: Bug, distance = BOOK_DISTANCE) =>
    (found.get(bug) ?? []).map((parameter) => errorAt(parameter, distance))

  it('agrees at h = 1e-4 to 1.2e-7, the floor that 1e-7 in the logarithm leaves', () => {
    for (const error of errors('none')) expect(['1.1×10⁻⁷', '1.2×10⁻⁷', '1.3×10⁻⁷']).toContain(significant(error, 2))
    expect(findFault(found.get('none') ?? [], BOOK_DISTANCE)).toEqual({ at: 'none' })
  })

  it('agrees a thousand times better without it', () => {
    const pure = finish(checkGradients({ weights, images, labels, bug: 'none', offset: false }))
    const least = Math.min(...DISTANCES.map((_, at) => errorAt(pure[0]!, at))) // eslint-disable-line @typescript-eslint/no-non-null-assertion
    expect(least).toBeLessThan(1e-10)
  })

  it('has the U: rounding grows to the left, and float32 cannot go below 1e-5', () => {
    const [w1] = found.get('none') ?? []
    expect(w1).toBeDefined()
    if (w1 === undefined) return
    expect(errorAt(w1, DISTANCES.length - 1)).toBeGreaterThan(1e-5)
    expect(errorAt(w1, 0)).toBeGreaterThan(1e-4)
    const best32 = Math.min(...DISTANCES.map((_, at) => errorAt(w1, at, 'float32')))
    expect(best32).toBeGreaterThan(1e-5)
    expect(errorAt(w1, BOOK_DISTANCE, 'float32')).toBeGreaterThan(1e-3)
  })

  it.each<[Bug, object]>([
    ['mask', { at: 'between' }],
    ['maskOfGradient', { at: 'between' }],
    ['transpose', { at: 'between' }],
    ['batch', { at: 'softmax' }],
    ['sign', { at: 'softmax' }],
    ['wholeSoftmax', { at: 'softmax', factor: null }],
    ['swapped', { at: 'dW1' }],
    ['biasSum', { at: 'biases' }],
    ['logOfZero', { at: 'notANumber' }],
  ])('finds the planted bug %s', (bug, fault) => {
    expect(findFault(found.get(bug) ?? [], BOOK_DISTANCE)).toMatchObject(fault)
  })

  it('names the factor of a forgotten batch size and of a wrong sign', () => {
    const factor = (bug: Bug) => (findFault(found.get(bug) ?? [], BOOK_DISTANCE) as { factor: number }).factor
    expect(factor('batch')).toBeCloseTo(3, 5)
    expect(factor('sign')).toBeCloseTo(-1, 5)
    for (const error of errors('batch')) expect(error).toBeCloseTo(0.5, 6)
    for (const error of errors('sign')) expect(error).toBeCloseTo(1, 6)
    const [w1 = NaN, b1 = NaN] = errors('mask')
    expect(w1).toBeGreaterThan(0.03)
    expect(b1).toBeCloseTo(0.077, 3)
    expect(errors('transpose')[1]).toBeCloseTo(0.735, 2)
  })

  it('samples W1 only at pixels that are lit, and takes the loss at both sides', () => {
    const [w1] = found.get('none') ?? []
    expect(w1?.indices).toHaveLength(200)
    for (const index of w1?.indices ?? []) {
      const pixel = Math.floor(index / 50)
      expect([0, 1, 2].some((n) => images[n * 784 + pixel] !== 0)).toBe(true)
    }
    if (w1 === undefined) return
    const slope = ((w1.above[7] ?? 0) - (w1.below[7] ?? 0)) / 2e-4
    expect(slope).toBeCloseTo(numericalAt(w1, BOOK_DISTANCE)[7] ?? NaN, 12)
  })

  it('without a bug has the gradients of the bricks', async () => {
    const { pass } = repeatIteration({ ...(await capture301('simd')).capture, images, labels })
    for (const { name, indices, analytic } of found.get('none') ?? []) {
      indices.forEach((index, s) => expect(analytic[s]).toBeCloseTo(pass.gradients[name][index] ?? NaN, 14))
    }
  })
})
