import type { RunRecord } from '../../../shared/runs/record'
import type { Messages } from '../../../shared/i18n/zh-CN'
import { HYPERPARAMETER_FIELDS } from '../../../shared/training/hyperparameters'
import { datasetOf, percentOr, settingText, timeOf } from './runLabels'
import type { Translator } from './runLabels'

/** One line of the table of differences. */
export interface DifferenceRow {
  readonly key: string
  readonly group: 'result' | 'setting'
  readonly label: string
  /** One per run. */
  readonly values: readonly string[]
  readonly differs: boolean
  /** Index of the best value where there is a better and a worse; -1 = none, or all the same. */
  readonly best: number
}

type ResultName = keyof Messages['runs']['row']
type Cell = (record: RunRecord) => string

/** What was set and what came of it, one line per fact, one value per run. */
export function differences(records: readonly RunRecord[], speaker: Translator): DifferenceRow[] {
  const { t, format, duration } = speaker
  const row = (group: DifferenceRow['group'], key: string, label: string, cell: Cell): DifferenceRow => {
    const values = records.map(cell)
    return { key, group, label, values, differs: new Set(values).size > 1, best: -1 }
  }
  const bestText = (value: string, epoch: number | null) =>
    epoch === null ? t('runs.bestAtEnd', { value }) : t('runs.bestAt', { value, epoch })
  const result = (key: ResultName, cell: Cell) => row('result', key, t(`runs.row.${key}`), cell)
  const accuracy = (
    key: ResultName,
    read: (record: RunRecord) => number | null | undefined,
    more?: Cell,
  ): DifferenceRow => {
    const line = result(key, more ?? ((record) => percentOr(read(record), speaker)))
    return { ...line, best: line.differs ? bestOf(records.map((record) => read(record) ?? -1)) : -1 }
  }
  return [
    accuracy('test', ({ metrics }) => metrics.testAccuracy),
    accuracy(
      'best',
      ({ metrics }) => metrics.best?.testAccuracy,
      ({ metrics: { best } }) => (best ? bestText(percentOr(best.testAccuracy, speaker), best.epoch) : '–'),
    ),
    result('train', ({ metrics }) => percentOr(metrics.trainAccuracy, speaker)),
    result('iterations', ({ metrics }) => format.value.integer(metrics.iteration)),
    result('elapsed', ({ metrics }) => duration(metrics.elapsedMs)),
    result('end', ({ end }) => t(`runs.end.${end ?? 'open'}`)),
    ...HYPERPARAMETER_FIELDS.map((field) =>
      row('setting', field.name, t(`hyperparameters.${field.name}.label`), ({ hyperparameters }) =>
        settingText(field, hyperparameters, speaker),
      ),
    ),
    row('setting', 'used', t('runs.row.engine'), ({ engine }) => t(`runs.engine.${engine}`)),
    row('setting', 'dataset', t('runs.row.dataset'), (record) => datasetOf(record, speaker)),
    row('setting', 'created', t('runs.row.created'), ({ createdAt }) => timeOf(createdAt, speaker)),
  ]
}

function bestOf(values: readonly number[]): number {
  const highest = Math.max(...values)
  const best = values.indexOf(highest)
  return values.lastIndexOf(highest) === best ? best : -1
}
