import type { RunData, TrainingEvent, TrainingStatus } from '../../../shared/training/runTypes'
import { writtenCount } from '../../../shared/data/handwriting/mixHandwriting'
import type { DatasetSummary } from '../../../shared/data/dataset'
import { iterationsPerEpoch } from '../../../shared/training/epochSchedule'
import { USUAL_RATES } from '../../../shared/training/usualRates'
import { HYPERPARAMETER_FIELDS } from '../../../shared/training/hyperparameters'
import type { Hyperparameters } from '../../../shared/training/hyperparameters'
import type { Translate } from '../../../shared/i18n/messages'
import type { Format } from '../../state/format'

/** Training images of a run: with those that are written for it. */
const trainCountOf = (count: number, { handwriting }: Hyperparameters): number =>
  count + writtenCount(count, handwriting)

/** How many epochs a run of these values takes on this data; null without data. */
export function epochsOf(values: Hyperparameters, data: Pick<DatasetSummary, 'trainCount'> | null): number | null {
  return data === null
    ? null
    : values.iterations / iterationsPerEpoch(trainCountOf(data.trainCount, values), values.batch)
}

/** Whether the current run uses other values than the form (its learning rate is the current one). */
export function runDiffers(status: TrainingStatus | null, values: Hyperparameters): boolean {
  const run = status?.hyperparameters
  if (!run) return false
  return HYPERPARAMETER_FIELDS.some(({ name }) =>
    name === 'lr' ? status.learningRate !== values.lr : run[name] !== values[name],
  )
}

/** How many iterations "train longer" adds to a run: what is left of its plan, or its first plan once more. */
export function moreIterations(status: TrainingStatus | null, events: readonly TrainingEvent[]): number {
  const planned = status?.hyperparameters?.iterations ?? 0
  const left = planned - (status?.iteration ?? 0)
  if (left > 0) return left
  return Math.max(1, events.find((event) => event.kind === 'planned')?.from ?? planned)
}

/** Whether a run was trained on the dataset in use, as far as the page knows. */
export const isSameData = (data: RunData, now: Pick<DatasetSummary, 'name' | 'source' | 'testCount'>): boolean =>
  data.name === now.name && data.source === now.source && data.testCount === now.testCount

/** Rates within this factor of the usual one are a matter of taste. */
const NEAR = 10

/** Whether a learning rate is far from what suits its optimizer. A preset that shows the effect of such a rate is spared. */
export function isUnusualRate({ lr, optimizer }: Pick<Hyperparameters, 'lr' | 'optimizer'>): boolean {
  const ratio = lr / USUAL_RATES[optimizer]
  return optimizer === 'sgd' ? ratio <= 1 / NEAR : ratio >= NEAR || ratio <= 1 / NEAR
}

/** The basic hyperparameters on one line. */
export function formSummary(values: Hyperparameters, t: Translate, format: Format): string {
  const shown = HYPERPARAMETER_FIELDS.filter((field) => field.group === 'basic' && field.name !== 'std')
  const value = (field: (typeof shown)[number]) => {
    const now = Number(values[field.name])
    return field.name === 'seed' || field.kind === 'real' ? String(now) : format.integer(now)
  }
  return shown.map((field) => `${t(`hyperparameters.${field.name}.label`)} ${value(field)}`).join(' · ')
}

/** A seed of four digits: easy to read out, enough to distinguish runs. */
export function randomSeed(): string {
  return String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 10_000)
}
