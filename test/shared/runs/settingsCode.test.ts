import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSettingsCode, settingsCode } from '../../../src/shared/runs/settingsCode'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from '../../../src/shared/training/hyperparameters'
import type { HyperparameterField, Hyperparameters } from '../../../src/shared/training/hyperparameters'
import type { RunPlan } from '../../../src/shared/runs/runPlan'
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

const planWith = (values: Hyperparameters): RunPlan => ({
  hyperparameters: values,
  schedule: { changes: [] },
  ownDigits: null,
})
const change = fc.record({
  iteration: fc.integer({ min: 0, max: 1e6 }),
  value: fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
})
const plan: fc.Arbitrary<RunPlan> = fc.record({
  hyperparameters,
  schedule: fc.record(
    {
      changes: fc
        .uniqueArray(change, { selector: ({ iteration }) => iteration, maxLength: 5 })
        .map((changes) => [...changes].sort((a, b) => a.iteration - b.iteration)),
      decayIterations: fc.integer({ min: 1, max: 1e6 }),
    },
    { requiredKeys: ['changes'] },
  ),
  ownDigits: fc.option(
    fc.record({
      count: fc.integer({ min: 1, max: 5000 }),
      digest: fc.constantFrom('', '0123abcd'),
      times: fc.integer({ min: 1, max: 100 }),
    }),
  ),
})

const codeOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe('settingsCode', () => {
  it('gives every plan back through parseSettingsCode', () => {
    fc.assert(fc.property(plan, (each) => void expect(parseSettingsCode(settingsCode(each))).toEqual(each)))
  })

  it('says only what differs from the book', () => {
    expect(settingsCode(planWith(BOOK_DEFAULTS))).toBe('ds1:book')
    expect(settingsCode(planWith({ ...BOOK_DEFAULTS, hidden: 100, lr: 0.2, optimizer: 'adam', shift: true }))).toBe(
      'ds1:h100-l0.2-oadam-m1',
    )
    expect(settingsCode(planWith({ ...BOOK_DEFAULTS, std: 1e-7 }))).toBe('ds1:w1em7')
  })

  it('carries changes of the learning rate and the length of its decay, and names own digits', () => {
    const text = 'ds1:l0.2-c2468:0.5-c5000:1em3-x10000-g8:0123abcd'
    const parsed = parseSettingsCode(text)
    expect(parsed).toEqual({
      hyperparameters: { ...BOOK_DEFAULTS, lr: 0.2 },
      schedule: {
        changes: [
          { iteration: 2468, value: 0.5 },
          { iteration: 5000, value: 0.001 },
        ],
        decayIterations: 10_000,
      },
      ownDigits: { count: 8, digest: '0123abcd', times: 1 },
    })
    expect(parseSettingsCode(settingsCode(parsed))).toEqual(parsed)
  })

  it('names how often each own digit counts', () => {
    const { ownDigits } = parseSettingsCode('ds1:g8x10:0123abcd')
    expect(ownDigits).toEqual({ count: 8, digest: '0123abcd', times: 10 })
  })

  it('reads what a person copied with blanks and capitals', () => {
    expect(parseSettingsCode(' DS1:H20-L0.5\n')).toEqual(planWith({ ...BOOK_DEFAULTS, hidden: 20, lr: 0.5 }))
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
    'ds1:c5',
    'ds1:c5:x',
    'ds1:c9:0.1-c5:0.2',
    'ds1:x5-x6',
    'ds1:g8-g9',
  ])('refuses %j with SETTINGS_CODE_INVALID', (text) => {
    expect(codeOf(() => parseSettingsCode(text))).toBe('SETTINGS_CODE_INVALID')
  })

  it('refuses values that do not hold the table with their own codes', () => {
    expect(codeOf(() => parseSettingsCode('ds1:h0'))).toBe('HYPERPARAMETER_INVALID')
    expect(codeOf(() => parseSettingsCode('ds1:h2.5'))).toBe('HYPERPARAMETER_NOT_WHOLE')
    expect(codeOf(() => parseSettingsCode('ds1:osgdx'))).toBe('HYPERPARAMETER_CHOICE')
  })
})
