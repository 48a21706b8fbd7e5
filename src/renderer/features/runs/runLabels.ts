import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from '../../../shared/training/hyperparameters'
import { optionKey } from '../../../shared/i18n/messages'
import { titleOf as setTitle } from '../../../shared/data/catalogue'
import type { HyperparameterField, Hyperparameters } from '../../../shared/training/hyperparameters'
import type { RunRecord } from '../../../shared/runs/record'
import type { Translator } from '../../state/i18n'
import { eventTexts } from './runEvents'
import type { RunLabels } from './runsStore'

/** A setting as text. */
export function settingText(
  field: HyperparameterField,
  hyperparameters: Hyperparameters,
  { t, format }: Translator,
): string {
  const value = hyperparameters[field.name]
  if (typeof value === 'boolean') return t(value ? 'runs.yes' : 'runs.no')
  if (typeof value === 'string') return t(optionKey(field.name, value))
  // Powers of ten where decimals would be all zeros.
  return value !== 0 && Math.abs(value) < 1e-4 ? String(value) : format.value.decimal(value, 6)
}

/** The settings that differ from the book, each as `label value`. */
export function differingSettings(hyperparameters: Hyperparameters, translator: Translator): string[] {
  return HYPERPARAMETER_FIELDS.filter(({ name }) => hyperparameters[name] !== BOOK_DEFAULTS[name]).map(
    (field) =>
      `${translator.t(`hyperparameters.${field.name}.label`)} ${settingText(field, hyperparameters, translator)}`,
  )
}

export const titleOf = ({ name, number }: RunRecord, { t }: Pick<Translator, 't'>): string =>
  name || t('runs.unnamed', { n: number })

/** The proper name of a published set, else the name of the folder; and how many own digits are mixed in. */
export function datasetOf({ dataset }: Pick<RunRecord, 'dataset'>, { t, format }: Translator): string {
  const name = (dataset.set && setTitle(dataset.set)) || dataset.name || t('runs.sample')
  const { ownDigits } = dataset
  return ownDigits === undefined ? name : t('runs.withOwnDigits', { name, n: format.value.integer(ownDigits) })
}

/** The texts by which the list is searched and sorted. */
export function labelsOf(run: RunRecord, translator: Translator): RunLabels {
  return {
    title: titleOf(run, translator),
    settings:
      [...differingSettings(run.hyperparameters, translator), ...eventTexts(run, translator)].join(' · ') ||
      translator.t('runs.bookDefaults'),
    engine: translator.t(`runs.engine.${run.engine}`),
    dataset: datasetOf(run, translator),
  }
}

/** Caches a formatter per language: creating one takes longer than using it, and a list needs hundreds of texts. */
function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>()
  return (language) => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

const times = perLanguage((language) => {
  const parts = { year: '2-digit', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(language, { ...parts, hour12: false })
})
const percents = perLanguage(
  (language) =>
    new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }),
)

/** Date and time of a run, short. */
export const timeOf = (iso: string, { language }: Translator): string => times(language.value).format(new Date(iso))

/** Two decimals, because runs often differ by less than a tenth of a point. */
export const percentOr = (value: number | null | undefined, { language }: Translator): string =>
  value === null || value === undefined ? '–' : percents(language.value).format(value)
