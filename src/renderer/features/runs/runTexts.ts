import type { RunRecord } from '../../../shared/runs/record'
import { settingsCode } from '../../../shared/runs/settingsCode'
import { tsv } from '../../ui/tsv'
import { differences } from './differences'
import type { DifferenceRow } from './differences'
import { titleOf, wordsOf } from './runLabels'
import type { Translator } from './runLabels'

/** The table of differences with the names of the runs as its head. */
export const differencesTsv = (titles: readonly string[], rows: readonly DifferenceRow[]): string =>
  tsv([['', ...titles], ...rows.map(({ label, values }) => [label, ...values])])

/** The list of runs; numbers as programs read them, accuracies as fractions, times as ISO 8601. */
export function runsTsv(records: readonly RunRecord[], speaker: Translator): string {
  const columns = ['name', 'time', 'settings', 'test', 'best', 'iterations', 'engine', 'dataset'] as const
  const head = columns.map((column) => speaker.t(`runs.column.${column}`))
  const rows = records.map((record) => {
    const { title, engine, dataset } = wordsOf(record, speaker)
    const { testAccuracy, best, iteration } = record.metrics
    const numbers = [testAccuracy, best?.testAccuracy, iteration].map((value) => String(value ?? ''))
    return [title, record.createdAt, settingsCode(record.hyperparameters), ...numbers, engine, dataset]
  })
  return tsv([head, ...rows])
}

/** A `|` would end the cell. */
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ')

/** A run as a Markdown section: what was set and what came of it. */
export function runMarkdown(record: RunRecord, speaker: Translator): string {
  const { t } = speaker
  const rows = differences([record], speaker).map(
    ({ label, values }) => `| ${cell(label)} | ${cell(values[0] ?? '')} |`,
  )
  const code = `${t('runs.markdown.code')}: \`${settingsCode(record.hyperparameters)}\``
  const head = `| ${t('runs.row.setting')} | ${cell(titleOf(record, speaker))} |`
  const parts = [`## ${titleOf(record, speaker)}`, [head, '| --- | --- |', ...rows].join('\n'), code]
  if (record.note.trim() !== '') parts.push(record.note.trim())
  return parts.join('\n\n') + '\n'
}
