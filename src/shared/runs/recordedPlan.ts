import { ownDigitsOf } from './record'
import type { RunRecord } from './record'
import { planUntil } from './runPlan'
import type { RunPlan } from './runPlan'
import { settingsCode } from './settingsCode'

/** What repeats the stored weights of a run. */
export function recordedPlan({ hyperparameters, engine, events, dataset, metrics, end }: RunRecord): RunPlan {
  const source = { hyperparameters, engine, events, ownDigits: ownDigitsOf(dataset) }
  return planUntil(source, metrics.iteration, end)
}

/** The settings code of a run. */
export const codeOf = (record: RunRecord): string => settingsCode(recordedPlan(record))
