import { beforeAll, describe, expect, it } from 'vitest'
import { calculate } from '../../../src/shared/inside/calculation'
import { predictedLoss, repeatIteration } from '../../../src/shared/inside/iteration'
import type { Iteration } from '../../../src/shared/inside/iteration'
import { plain, printedRest, significant } from '../../../src/shared/inside/numbers'
import { defaultSelection, nameOf, rowOf, valuesOf } from '../../../src/shared/inside/stops'
import type { Quantity } from '../../../src/shared/inside/stops'
import type { TrainingSession } from '../../../src/shared/training/session'
import { runOut } from '../training/support'
import { goldenAtHand } from '../engine/float64/mnist'
import { capture301 } from './golden'

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

describe.skipIf(!goldenAtHand)('iteration 301 of the book on MNIST, seed 0', () => {
  let it301: Iteration
  let session: TrainingSession
  beforeAll(async () => {
    const { capture, session: run } = await capture301('simd')
    session = run
    it301 = repeatIteration(capture)
  })

  it('is what the run does next', async () => {
    session.resume(1)
    await runOut(session)
    expect(session.history.losses()[300]).toBe(it301.capture.loss)
  })

  it('has the losses of the design, engine and bricks', () => {
    const { pass, next, capture } = it301
    expect(pass.loss).toBeCloseTo(0.328972, 6)
    expect(next.loss).toBeCloseTo(0.3083039, 7)
    expect(capture.loss).toBeCloseTo(0.30830395, 8)
    expect(sum(pass.losses) / 100).toBeCloseTo(pass.loss, 14)
    const right = ({ read, t }: Pick<Iteration['next'], 'read' | 't'>) => read.filter((r, n) => r === t[n]).length
    expect([right(pass), right(next)]).toEqual([91, 92])
    const smaller = next.losses.filter((loss, n) => loss < (pass.losses[n] ?? 0)).length
    expect(smaller).toBe(57)
    expect(predictedLoss(it301)).toBeLessThan(pass.loss)
  })

  it('differs from the engine by the rounding of float32 alone', () => {
    const { W1, b1, W2, b2, loss } = it301.differences
    expect(significant(W1, 2)).toBe('9.1×10⁻⁸')
    expect(significant(b1, 2)).toBe('2.6×10⁻⁹')
    expect(significant(W2, 2)).toBe('2.6×10⁻⁸')
    expect(significant(b2, 2)).toBe('1.1×10⁻⁸')
    expect(significant(loss, 2)).toBe('5.3×10⁻⁸')
  })

  it('has the numbers of image 61: a1[35], ∂L/∂z1[16] and their terms', () => {
    const { pass } = it301
    const a1 = calculate(pass, 61, { name: 'a1', index: 35 })
    expect(a1.value).toBeCloseTo(5.46467, 5)
    expect(defaultSelection(1, pass, 61)).toEqual({ name: 'a1', index: 35 })
    const dz1 = calculate(pass, 61, { name: 'dz1', index: 16 })
    expect(dz1.value).toBeCloseTo(-5.2405e-3, 7)
    expect(defaultSelection(6, pass, 61)).toEqual({ name: 'dz1', index: 16 })
    expect(dz1.terms.slice(0, 3).map(({ index, a, b }) => [index, plain(a * 1000), plain(b ?? 0)])).toEqual([
      [9, '−9.770', '0.384'],
      [2, '6.949', '−0.286'],
      [7, '2.390', '0.217'],
    ])
    expect(nameOf({ name: 'dW1', index: 406 * 50 + 25 }, pass.weights)).toBe('∂L/∂W1[406,25]')
    expect(defaultSelection(9, pass, 61)).toEqual({ name: 'dW1', index: 406 * 50 + 25 })
  })

  it.each<[Quantity, number]>([
    ['a1', 35],
    ['a2', 2],
    ['dz1', 16],
    ['dx', 300],
    ['dW1', 406 * 50 + 25],
    ['db1', 25],
    ['dW2', 51],
    ['db2', 9],
  ])('takes %s[%i] apart: terms, rest and bias add up, exactly and as printed', (name, index) => {
    const { value, terms, rest, bias } = calculate(it301.pass, 61, { name, index })
    const parts = [...terms.map(({ product }) => product), bias?.value ?? 0]
    expect(sum(parts) + (rest?.sum ?? 0)).toBeCloseTo(value, 12)
    const printed = printedRest(value, parts, 3)
    const round = (number: number) => Math.round(number * 1000)
    expect(sum(parts.map(round)) + round(printed) - round(value)).toBe(0)
  })

  it('keeps the identities of backpropagation', () => {
    const { pass } = it301
    expect(sum(rowOf(pass, 'y', 61))).toBeCloseTo(1, 14)
    expect(sum(rowOf(pass, 'da2', 61))).toBeCloseTo(0, 14)
    expect([...rowOf(pass, 'z1', 61)].filter((z) => z > 0)).toHaveLength(42)
    for (const name of ['dW1', 'dW2', 'db1', 'db2'] as const) {
      const values = valuesOf(pass, name)
      const index = values.length - 3
      expect(calculate(pass, 0, { name, index }).value).toBe(values[index])
    }
  })
})

it.skipIf(!goldenAtHand)('the float64 engine and the bricks agree to 1e-15', async () => {
  const { differences } = repeatIteration((await capture301('float64')).capture)
  for (const difference of Object.values(differences)) expect(difference).toBeLessThan(1e-15)
})
