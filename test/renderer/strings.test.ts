import { describe, expect, it } from 'vitest'
import { messagesOf } from '../../src/shared/i18n/messages'

const sources = import.meta.glob<string>('../../src/renderer/**/*.{vue,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Keys written out in full: 'app.x.y'. Composed ones (`app.view.${name}`) are checked by their head. */
function keysIn(source: string): string[] {
  const said = [...source.matchAll(/\bt\(([^()]*)/g)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/['"`]([a-z][A-Za-z]*\.[\w.]*?)\.?(?:\$\{[^`]*)?['"`]/g)].map((match) =>
      (match[1] ?? '').replace(/\.$/, ''),
    ),
  )
  return [...said, ...keysOfTheWindow(source)]
}

/** These two are also handed around before they are said. */
function keysOfTheWindow(source: string): string[] {
  return [...source.matchAll(/['"`]((?:app|hyperparameters)\.[\w.]+?)\.?(?:\$\{[^`]*)?['"`]/g)].map(
    (match) => match[1] ?? '',
  )
}

function lookUp(key: string, language: 'zh-CN' | 'en'): unknown {
  return key.split('.').reduce<unknown>((node, part) => {
    return typeof node === 'object' && node !== null
      ? Object.entries(node).find(([name]) => name === part)?.[1]
      : undefined
  }, messagesOf(language))
}

describe('strings of the window', () => {
  const keys = [...new Set(Object.values(sources).flatMap(keysIn))]

  it('finds the keys that the components use', () => {
    expect(keys.length).toBeGreaterThan(100)
  })

  it.each(['zh-CN', 'en'] as const)('has every one of them in %s', (language) => {
    expect(keys.filter((key) => lookUp(key, language) === undefined)).toEqual([])
  })

  it('has no visible Chinese or English in a template outside the tables', () => {
    const literal = />\s*[\p{Script=Han}A-Za-z][^<>{}]*</u
    const templates = Object.entries(sources).flatMap(([file, source]) => {
      const template = /<template>([\s\S]*)<\/template>/.exec(source)?.[1]
      // Key names are the same in every language.
      return template && literal.test(template.replace(/<kbd[^>]*>[^<]*<\/kbd>/g, '')) ? [file] : []
    })
    expect(templates).toEqual([])
  })
})
