import { describe, expect, it } from 'vitest'
import { changedFields, formOf, reduceForm } from '../../../src/renderer/state/form'
import type { FormEvent } from '../../../src/renderer/state/form'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'

const after = (...events: FormEvent[]) => events.reduce(reduceForm, formOf(BOOK_DEFAULTS))

describe('reduceForm', () => {
  it('takes a good value over', () => {
    const form = after({ type: 'edit', name: 'hidden', text: '１００' })
    expect([form.values.hidden, form.errors, [...changedFields(form)]]).toEqual([100, {}, ['hidden']])
  })

  it.each([
    ['lr', '0', 'HYPERPARAMETER_INVALID'],
    ['lr', 'abc', 'HYPERPARAMETER_INVALID'],
    ['lr', '', 'HYPERPARAMETER_INVALID'],
    ['batch', '12.5', 'HYPERPARAMETER_NOT_WHOLE'],
    ['hidden', '2001', 'HYPERPARAMETER_INVALID'],
    ['optimizer', 'magic', 'HYPERPARAMETER_CHOICE'],
  ] as const)('keeps %s = "%s" in its field with %s and out of the values', (name, text, code) => {
    const form = after({ type: 'edit', name, text })
    expect(form.errors[name]?.code).toBe(code)
    expect(form.errors[name]?.detail).toMatchObject({ value: text })
    expect(form.texts[name]).toBe(text)
    expect(form.values).toEqual(BOOK_DEFAULTS)
    expect(changedFields(form).has(name)).toBe(true)
  })

  it('forgets the error once the value is good, and resets one field alone', () => {
    const form = after(
      { type: 'edit', name: 'lr', text: '-1' },
      { type: 'edit', name: 'batch', text: '50' },
      { type: 'reset', name: 'lr' },
    )
    expect(form.errors).toEqual({})
    expect([form.texts.lr, form.values.batch]).toEqual(['0.1', 50])
  })

  it('steps by the table: doubles a learning rate, adds to a size, stops at the ends', () => {
    expect(after({ type: 'nudge', name: 'lr', direction: 1 }).values.lr).toBe(0.2)
    expect(after({ type: 'nudge', name: 'lr', direction: -1 }).values.lr).toBe(0.05)
    expect(after({ type: 'nudge', name: 'hidden', direction: 1 }).values.hidden).toBe(60)
    expect(after({ type: 'nudge', name: 'seed', direction: -1 }).values.seed).toBe(0)
  })

  it('shows every value that it is filled with', () => {
    const values = { ...BOOK_DEFAULTS, hidden: 7, lr: 1e-5, shift: true, decay: 'cosine' as const }
    const form = after({ type: 'fill', values })
    expect(form.texts).toMatchObject({ hidden: '7', lr: '0.00001', shift: true, decay: 'cosine', seed: '0' })
    expect(Object.keys(form.texts).sort()).toEqual(Object.keys(BOOK_DEFAULTS).sort())
  })
})
