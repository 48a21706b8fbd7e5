import { expect, it } from 'vitest'
import { SlicePace } from '../../../src/shared/trainer/slicePace'

it('makes slices shorter while a request waits for an answer', () => {
  let now = 1000
  const pace = new SlicePace(() => now)
  const length = (): number => pace.nextEnd() - now
  const calm = length()
  pace.favourInput()
  const hurried = length()
  expect(hurried).toBeLessThan(calm)
  now += 1999
  expect(length()).toBe(hurried)
  now += 1
  expect(length()).toBe(calm)
})
