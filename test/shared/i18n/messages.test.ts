import { describe, expect, it } from 'vitest'
import { messagesOf, optionKey } from '../../../src/shared/i18n/messages'
import type { MessageKey } from '../../../src/shared/i18n/messages'
import { HYPERPARAMETER_FIELDS } from '../../../src/shared/training/hyperparameters'

/** @returns what the table of a language has under a key */
function textAt(key: MessageKey, language: 'zh-CN' | 'en'): unknown {
  const step = (at: unknown, name: string): unknown =>
    typeof at === 'object' && at !== null ? Object.entries(at).find(([each]) => each === name)?.[1] : undefined
  return key.split('.').reduce<unknown>(step, messagesOf(language))
}

describe('MessageKey', () => {
  it('is a path to a text; other paths do not compile', () => {
    const keys: MessageKey[] = ['app.name', 'hyperparameters.lr.label']
    // @ts-expect-error no table has it
    keys.push('app.nothing')
    // @ts-expect-error a table, not a text
    keys.push('app.view')
    expect(keys.map((key) => typeof textAt(key, 'en'))).toEqual(['string', 'string', 'undefined', 'object'])
  })
})

describe('optionKey', () => {
  it.each(['zh-CN', 'en'] as const)('leads to a text for every option in %s', (language) => {
    const keys = HYPERPARAMETER_FIELDS.flatMap((field) =>
      field.kind === 'choice' ? field.options.map((option) => optionKey(field.name, option)) : [],
    )
    expect(keys.length).toBeGreaterThan(10)
    for (const key of keys) expect(textAt(key, language), key).toEqual(expect.any(String))
  })
})
