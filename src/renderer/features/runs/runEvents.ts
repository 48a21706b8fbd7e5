import type { TrainingEvent } from '../../../shared/training/runTypes'
import type { RunRecord } from '../../../shared/runs/record'
import type { Translator } from '../../state/i18n'

/** What made a run besides its settings, each in a few words: `学习率 0.1 → 0.5（第 2,468 次）`. */
export const eventTexts = ({ events }: Pick<RunRecord, 'events'>, translator: Translator): string[] =>
  events.map((event) => eventText(event, translator)).filter((text) => text !== '')

function eventText(event: TrainingEvent, { t, format }: Translator): string {
  const at = format.value.integer(event.iteration)
  switch (event.kind) {
    case 'learningRate':
    case 'remedy': {
      const from = event.from === undefined ? '' : format.value.decimal(event.from, 6)
      return t(`runs.event.${event.kind}`, { from, value: format.value.decimal(event.value, 6), at }).trim()
    }
    case 'planned': {
      const values = { from: format.value.integer(event.from), value: format.value.integer(event.value), at }
      return event.after === undefined
        ? t('runs.event.planned', values)
        : t('runs.event.plannedAfter', { ...values, reason: t(`runs.end.${event.after}`) })
    }
    case 'diverged':
      return t('runs.event.diverged', { at })
    case 'collapsed':
      return t('runs.event.collapsed', { at: format.value.integer(event.peakIteration) })
    default:
      return ''
  }
}
