import type { RunRecord } from '../../../shared/runs/record'
import { codeOf } from '../../../shared/runs/recordedPlan'
import { tsv } from '../../ui/tsv'
import { differences } from './differences'
import type { DifferenceRow } from './differences'
import { labelsOf, titleOf } from './runLabels'
import type { Translator } from '../../state/i18n'

/** The table of differences with the names of the runs as its head. */
export const differencesTsv = (titles: readonly string[], rows: readonly DifferenceRow[]): string =>
  tsv([['', ...titles], ...rows.map(({ label, values }) => [label, ...values])])

/** The list of runs; numbers are not formatted, accuracies are fractions, times ISO 8601. */
export function runsTsv(runs: readonly RunRecord[], translator: Translator): string {
  const columns = ['name', 'time', 'settings', 'test', 'best', 'iterations', 'engine', 'dataset'] as const
  const head = columns.map((column) => translator.t(`runs.column.${column}`))
  const rows = runs.map((run) => {
    const { title, engine, dataset } = labelsOf(run, translator)
    const { testAccuracy, best, iteration } = run.metrics
    const numbers = [testAccuracy, best?.testAccuracy, iteration].map((value) => String(value ?? ''))
    return [title, run.createdAt, codeOf(run), ...numbers, engine, dataset]
  })
  return tsv([head, ...rows])
}

/** Escapes `|`, which would end the cell. */
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ')

/** A run as a Markdown section: its settings and results. */
export function runMarkdown(run: RunRecord, translator: Translator): string {
  const { t } = translator
  const rows = differences([run], translator).map(
    ({ label, values }) => `| ${cell(label)} | ${cell(values[0] ?? '')} |`,
  )
  const code = `${t('runs.markdown.code')}: \`${codeOf(run)}\``
  const head = `| ${t('runs.row.setting')} | ${cell(titleOf(run, translator))} |`
  const parts = [`## ${titleOf(run, translator)}`, [head, '| --- | --- |', ...rows].join('\n'), code]
  // The code only identifies own digits; repeating the run needs the same ones.
  if (run.dataset.ownDigits !== undefined) parts.push(t('runs.markdown.ownDigits', { n: run.dataset.ownDigits }))
  if (run.note.trim() !== '') parts.push(run.note.trim())
  return parts.join('\n\n') + '\n'
}
