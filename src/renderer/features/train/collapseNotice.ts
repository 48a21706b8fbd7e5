import type { TrainingStatus } from '../../../shared/training/runTypes'
import { USUAL_RATES } from '../../../shared/training/usualRates'
import type { Stores } from '../../state/studio'

/** A rate this many times the usual one explains a bad result. */
const BAD_FACTOR = 10
/** Above this a run has not learned badly. */
const GOOD_ACCURACY = 0.85

/** @returns the notice for a finished run that learned badly because its rate does not suit its optimizer; null otherwise */
export function badRateOf({ phase, reason, hyperparameters, measured }: TrainingStatus) {
  if (phase !== 'ended' || reason !== 'finished' || !hyperparameters || !measured) return null
  const { optimizer, lr: rate } = hyperparameters
  const usual = USUAL_RATES[optimizer]
  if (measured.testAccuracy >= GOOD_ACCURACY || rate < BAD_FACTOR * usual) return null
  return { kind: 'badRate', optimizer, rate, usual, accuracy: measured.testAccuracy } as const
}

/**
 * Shows a notice while a run is collapsed. Its remedy works during the run and after its end.
 * @returns a function to call with each status of the training process
 */
export function collapseNotice({ dataset, notices }: Pick<Stores, 'dataset' | 'notices'>) {
  let shown: string | null = null
  return ({ run, collapse, learningRate }: TrainingStatus): void => {
    const key = collapse && `${run} ${collapse.peakIteration}`
    if (key === shown) return
    shown = key
    notices.send({ type: 'dismissKind', kind: 'exploding' })
    if (collapse === null) return
    const classes = dataset.state.value.summary?.classes ?? 10
    notices.send({ type: 'add', notice: { kind: 'exploding', ...collapse, classes, learningRate } })
  }
}
