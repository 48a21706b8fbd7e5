import type { RunRecord } from '../../../shared/runs/record'
import type { Messages } from '../../../shared/i18n/zh-CN'
import { HYPERPARAMETER_FIELDS } from '../../../shared/training/hyperparameters'
import { eventTexts } from './runEvents'
import { datasetOf, percentOr, settingText, timeOf } from './runLabels'
import type { Translator } from '../../state/i18n'

/** One line of the table of differences. */
export interface DifferenceRow {
  readonly key: string
  readonly group: 'result' | 'setting'
  readonly label: string
  /** One per run. */
  readonly values: readonly string[]
  readonly differs: boolean
  /** Index of the best value where values can be ranked; -1 = they cannot, or all are equal. */
  readonly best: number
}

type ResultName = keyof Messages['runs']['row']
type Cell = (run: RunRecord) => string

/** Settings and results, one line per fact, one value per run. */
export function differences(runs: readonly RunRecord[], translator: Translator): DifferenceRow[] {
  const { t, format, duration } = translator
  const row = (group: DifferenceRow['group'], key: string, label: string, cell: Cell): DifferenceRow => {
    const values = runs.map(cell)
    return { key, group, label, values, differs: new Set(values).size > 1, best: -1 }
  }
  const bestText = (value: string, { best, measurements }: RunRecord['metrics']) => {
    if (measurements === 1) return t('runs.bestOnly', { value })
    const epoch = best?.epoch ?? null
    return epoch === null ? t('runs.bestAtEnd', { value }) : t('runs.bestAt', { value, epoch })
  }
  const result = (key: ResultName, cell: Cell) => row('result', key, t(`runs.row.${key}`), cell)
  const accuracy = (
    key: ResultName,
    read: (run: RunRecord) => number | null | undefined,
    more?: Cell,
  ): DifferenceRow => {
    const line = result(key, more ?? ((run) => percentOr(read(run), translator)))
    return { ...line, best: line.differs ? bestOf(runs.map((run) => read(run) ?? -1)) : -1 }
  }
  return [
    accuracy('test', ({ metrics }) => metrics.testAccuracy),
    accuracy(
      'best',
      ({ metrics }) => metrics.best?.testAccuracy,
      ({ metrics }) => (metrics.best ? bestText(percentOr(metrics.best.testAccuracy, translator), metrics) : '–'),
    ),
    result('train', ({ metrics }) => percentOr(metrics.trainAccuracy, translator)),
    result('measured', ({ metrics: { measuredAfter, iteration } }) =>
      measuredAfter === undefined
        ? '–'
        : t(measuredAfter === iteration ? 'runs.measured.now' : 'runs.measured.earlier', {
            n: format.value.integer(measuredAfter),
          }),
    ),
    result('iterations', ({ metrics }) => format.value.integer(metrics.iteration)),
    result('elapsed', ({ metrics }) => duration(metrics.elapsedMs)),
    result('end', ({ end }) => t(`runs.end.${end ?? 'open'}`)),
    ...HYPERPARAMETER_FIELDS.map((field) =>
      row('setting', field.name, t(`hyperparameters.${field.name}.label`), ({ hyperparameters }) =>
        settingText(field, hyperparameters, translator),
      ),
    ),
    row('setting', 'events', t('runs.row.events'), (run) => eventTexts(run, translator).join(' · ') || '–'),
    row('setting', 'from', t('runs.row.from'), ({ from }) =>
      from === null
        ? '–'
        : t('runs.fromRun', { name: t('runs.unnamed', { n: from.number }), at: format.value.integer(from.iteration) }),
    ),
    row('setting', 'used', t('runs.row.engine'), ({ engine }) => t(`runs.engine.${engine}`)),
    row('setting', 'dataset', t('runs.row.dataset'), (run) => datasetOf(run, translator)),
    row('setting', 'digest', t('runs.row.digest'), ({ dataset }) => dataset.digest),
    row('setting', 'created', t('runs.row.created'), ({ createdAt }) => timeOf(createdAt, translator)),
  ]
}

function bestOf(values: readonly number[]): number {
  const highest = Math.max(...values)
  const best = values.indexOf(highest)
  return values.lastIndexOf(highest) === best ? best : -1
}
