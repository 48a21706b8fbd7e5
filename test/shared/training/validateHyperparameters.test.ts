import { describe, expect, it } from 'vitest'
import { StudioError } from '../../../src/shared/core/errors'
import type { ErrorCode } from '../../../src/shared/core/errors'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from '../../../src/shared/training/hyperparameters'
import { parseHyperparameters, validateHyperparameters } from '../../../src/shared/training/validateHyperparameters'

function failureOf(work: () => unknown): StudioError {
  try {
    work()
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('validateHyperparameters', () => {
  it("accepts the book's values", () => {
    expect(() => validateHyperparameters(BOOK_DEFAULTS)).not.toThrow()
  })

  const wrong: readonly (readonly [keyof typeof BOOK_DEFAULTS, unknown, ErrorCode])[] = [
    ['hidden', 0, 'HYPERPARAMETER_INVALID'],
    ['hidden', 2001, 'HYPERPARAMETER_INVALID'],
    ['hidden', 50.5, 'HYPERPARAMETER_NOT_WHOLE'],
    ['batch', 10_001, 'HYPERPARAMETER_INVALID'],
    ['lr', 0, 'HYPERPARAMETER_INVALID'],
    ['lr', NaN, 'HYPERPARAMETER_INVALID'],
    ['lr', Infinity, 'HYPERPARAMETER_INVALID'],
    ['lr', '0.1', 'HYPERPARAMETER_INVALID'],
    ['std', -0.1, 'HYPERPARAMETER_INVALID'],
    ['seed', 2 ** 32, 'HYPERPARAMETER_INVALID'],
    ['engine', 'gpu', 'HYPERPARAMETER_CHOICE'],
    ['optimizer', 3, 'HYPERPARAMETER_CHOICE'],
    ['shift', 'yes', 'HYPERPARAMETER_CHOICE'],
    ['targetAccuracy', 1.01, 'HYPERPARAMETER_INVALID'],
  ]
  it.each(wrong)('refuses %s = %s with %s and names the field', (field, value, code) => {
    const failure = failureOf(() => parseHyperparameters({ ...BOOK_DEFAULTS, [field]: value }))
    expect(failure.code).toBe(code)
    expect(failure.detail).toMatchObject({ field })
  })

  it('says the range that was expected', () => {
    const { detail } = failureOf(() => validateHyperparameters({ ...BOOK_DEFAULTS, batch: -3 }))
    expect(detail).toEqual({ field: 'batch', value: -3, min: 1, max: 10_000 })
  })
})

describe('parseHyperparameters', () => {
  it("fills what is missing with the book's values and drops what it does not know", () => {
    expect(parseHyperparameters({ hidden: 8, colour: 'red' })).toEqual({ ...BOOK_DEFAULTS, hidden: 8 })
  })

  it.each([[null], ['text'], [[1, 2]], [undefined]])('refuses %j, which is no object, with BAD_REQUEST', (input) => {
    expect(failureOf(() => parseHyperparameters(input)).code).toBe('BAD_REQUEST')
  })
})

describe('HYPERPARAMETER_FIELDS', () => {
  it("has one line per hyperparameter, whose default is the book's", () => {
    const defaults = Object.fromEntries(HYPERPARAMETER_FIELDS.map((field) => [field.name, field.default]))
    expect(defaults).toEqual(BOOK_DEFAULTS)
  })
})

it('gives no settings-code letter to two hyperparameters', () => {
  const letters = HYPERPARAMETER_FIELDS.map(({ letter }) => letter)
  expect(letters.every((letter) => /^[a-z]$/.test(letter))).toBe(true)
  expect(new Set(letters).size).toBe(letters.length)
})
