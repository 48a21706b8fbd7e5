import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSettingsCode, settingsCode } from '../../../src/shared/runs/settingsCode'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from '../../../src/shared/training/hyperparameters'
import type { HyperparameterField } from '../../../src/shared/training/hyperparameters'
import { parseHyperparameters } from '../../../src/shared/training/validateHyperparameters'

function valuesOf(field: HyperparameterField): fc.Arbitrary<unknown> {
  if (field.kind === 'choice') return fc.constantFrom(...field.options)
  if (field.kind === 'flag') return fc.boolean()
  const { min, max } = field
  return field.kind === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })
}
const hyperparameters = fc
  .record(Object.fromEntries(HYPERPARAMETER_FIELDS.map((field) => [field.name, valuesOf(field)])))
  // Text does not distinguish -0 from 0, and no field needs it.
  .map((values) => parseHyperparameters(JSON.parse(JSON.stringify(values))))

const codeOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe('settingsCode', () => {
  it('gives every setting back through parseSettingsCode', () => {
    fc.assert(
      fc.property(hyperparameters, (values) => void expect(parseSettingsCode(settingsCode(values))).toEqual(values)),
    )
  })

  it('says only what differs from the book', () => {
    expect(settingsCode(BOOK_DEFAULTS)).toBe('ds1:book')
    expect(settingsCode({ ...BOOK_DEFAULTS, hidden: 100, lr: 0.2, optimizer: 'adam', shift: true })).toBe(
      'ds1:h100-l0.2-oadam-m1',
    )
    expect(settingsCode({ ...BOOK_DEFAULTS, std: 1e-7 })).toBe('ds1:w1em7')
  })

  it('reads what a person copied with blanks and capitals', () => {
    expect(parseSettingsCode(' DS1:H20-L0.5\n')).toEqual({ ...BOOK_DEFAULTS, hidden: 20, lr: 0.5 })
  })

  it.each([
    '',
    'hello',
    'ds2:h50',
    'ds1:',
    'ds1:h',
    'ds1:q5',
    'ds1:h50-h60',
    'ds1:hx',
    'ds1:h50-',
    'ds1:m2',
    'ds1:h-5',
  ])('refuses %j with SETTINGS_CODE_INVALID', (text) => {
    expect(codeOf(() => parseSettingsCode(text))).toBe('SETTINGS_CODE_INVALID')
  })

  it('refuses values that do not hold the table with their own codes', () => {
    expect(codeOf(() => parseSettingsCode('ds1:h0'))).toBe('HYPERPARAMETER_INVALID')
    expect(codeOf(() => parseSettingsCode('ds1:h2.5'))).toBe('HYPERPARAMETER_NOT_WHOLE')
    expect(codeOf(() => parseSettingsCode('ds1:osgdx'))).toBe('HYPERPARAMETER_CHOICE')
  })
})
