import { expect, it } from 'vitest'
import { compareNumbers, compareText, parseNumbers } from '../../../src/shared/inside/compareNumbers'

it('reads arrays as NumPy prints them', () => {
  expect([...(parseNumbers('array([[ 1.  , -2.5e-03],\n       [ 0.25,  nan]], dtype=float32)') ?? [])]).toEqual([
    ...[1, -0.0025, 0.25, NaN],
  ])
  expect([...(parseNumbers('-inf, .5\t3') ?? [])]).toEqual([-Infinity, 0.5, 3])
  expect(parseNumbers('no numbers')).toBeNull()
})

it('finds the first entry that differs by more than rounding', () => {
  const own = Float64Array.of(1, 2, 3, 4)
  expect(compareNumbers(own, Float64Array.of(1, 2.00001, 3, 4))).toMatchObject({ kind: 'same', count: 4 })
  expect(compareNumbers(own, Float64Array.of(1, 2, 3.1, 5))).toMatchObject({
    ...{ kind: 'differs', index: 2, expected: 3, found: 3.1, count: 2, largest: 1 },
  })
  expect(compareNumbers(own, Float64Array.of(1, 2, NaN, 4))).toMatchObject({ kind: 'differs', index: 2 })
  expect(compareNumbers(own, Float64Array.of(1))).toEqual({ kind: 'length', expected: 4, found: 1 })
})

it('refuses what NumPy has abridged, and what is no array', () => {
  const own = Float64Array.of(1, 2)
  expect(compareText(own, '[1. 2. ... 3.]')).toEqual({ kind: 'abridged' })
  expect(compareText(own, 'hello')).toEqual({ kind: 'unreadable' })
  expect(compareText(own, '[1. 2.]')).toMatchObject({ kind: 'same' })
})
