import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '../../src/cli/language'

describe('chooseLanguage', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'zh_TW' }, 'zh-CN'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'fr_FR' }, 'en'],
    [{ LANG: 'en_US', LC_ALL: 'zh_CN' }, 'zh-CN'],
    [{ LANG: 'zh_CN', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'zh_CN', LC_ALL: '' }, 'zh-CN'],
    [{}, 'en'],
  ] as const)('with %j is %s', (environment, expected) => {
    expect(chooseLanguage(['train'], environment)).toBe(expected)
  })

  it.each([[['train', '--lang', 'zh-CN']], [['--lang=zh-CN', 'train']]])('obeys --lang in %j', (argv) => {
    expect(chooseLanguage(argv, { LANG: 'en_US' })).toBe('zh-CN')
  })
})
