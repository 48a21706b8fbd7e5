import { computed } from 'vue'
import { describe, expect, it } from 'vitest'
import { differences } from '../../../../src/renderer/features/runs/differences'
import { differencesTsv, runMarkdown } from '../../../../src/renderer/features/runs/runTexts'
import { tsv } from '../../../../src/renderer/ui/tsv'
import type { Translator } from '../../../../src/renderer/state/i18n'
import { datasetOf, differingSettings } from '../../../../src/renderer/features/runs/runLabels'
import { formatOf } from '../../../../src/renderer/state/format'
import { fill, messagesOf } from '../../../../src/shared/i18n/messages'
import { BOOK_DEFAULTS } from '../../../../src/shared/training/hyperparameters'
import { makeRecord } from '../../../shared/runs/support'

/** The real strings, without vue-i18n. */
const speaker: Translator = {
  t(key, values = {}) {
    const found = key.split('.').reduce<unknown>((part, name) => Object(part)[name], messagesOf('zh-CN'))
    if (typeof found !== 'string') throw new Error(`no string ${key}`)
    return fill(found, values)
  },
  language: computed(() => 'zh-CN' as const),
  format: computed(() => formatOf('zh-CN')),
  duration: (ms) => `${ms} ms`,
}

const one = makeRecord(1, { hyperparameters: BOOK_DEFAULTS })
const two = makeRecord(2, {
  hyperparameters: { ...BOOK_DEFAULTS, lr: 0.2, shift: true },
  metrics: { ...one.metrics, testAccuracy: 0.971 },
  createdAt: one.createdAt,
})

describe('differences', () => {
  it('marks the rows that differ and no others', () => {
    const differing = differences([one, two], speaker).filter((row) => row.differs)
    expect(differing.map(({ label, values, best }) => [label, ...values, best])).toEqual([
      ['测试精度', '96.67%', '97.10%', 1],
      ['学习率', '0.1', '0.2', -1],
      ['±2 像素平移', '关', '开', -1],
    ])
  })

  it('marks nothing for one run', () => {
    expect(differences([one], speaker).some((row) => row.differs || row.best >= 0)).toBe(false)
  })
})

describe('what is copied', () => {
  it('lists only the settings that differ from the book', () => {
    expect(differingSettings(BOOK_DEFAULTS, speaker)).toEqual([])
    expect(differingSettings(two.hyperparameters, speaker)).toEqual(['学习率 0.2', '±2 像素平移 开'])
  })

  it('keeps tabs and line breaks of names out of the table', () => {
    expect(tsv([['a\tb', 'c\nd']])).toBe('a b\tc d\n')
    const [head] = differencesTsv(['x', 'y'], differences([one, two], speaker)).split('\n')
    expect(head).toBe('\tx\ty')
  })

  it('writes a run as a Markdown table that a | in its name does not break', () => {
    const text = runMarkdown({ ...two, name: 'a|b', note: '看看 lr 的影响' }, speaker)
    expect(text).toContain('| 测试精度 | 97.10% |')
    expect(text).toContain('`ds1:l0.2-m1`')
    expect(text).toContain('看看 lr 的影响')
    expect(text).toContain('a\\|b |')
  })
})

describe('datasetOf', () => {
  it('calls a published set by its proper name, whatever its folder is called', () => {
    const dataset = { ...one.dataset, name: 'downloads-2' }
    expect(datasetOf({ ...one, dataset: { ...dataset, set: 'mnist' } }, speaker)).toBe('MNIST')
    expect(datasetOf({ ...one, dataset: { ...dataset, set: 'png' } }, speaker)).toBe('downloads-2')
    expect(datasetOf({ ...one, dataset }, speaker)).toBe('downloads-2')
    expect(datasetOf({ ...one, dataset: { ...dataset, name: '', source: 'sample' } }, speaker)).toBe('内置样本')
  })
})
