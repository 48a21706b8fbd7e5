import { effectiveChanges } from '../training/schedule'
import type { RunSchedule } from '../training/schedule'
import type { EndReason } from '../training/endReasons'
import type { Hyperparameters } from '../training/hyperparameters'
import type { TrainingEvent } from '../training/runTypes'
import type { EngineKind } from '../engine/engine'
import type { OwnDigitsMark } from './record'

/** What has to be repeated to get a run again, bit for bit, on the same dataset. */
export interface RunPlan {
  readonly hyperparameters: Hyperparameters
  readonly schedule: RunSchedule
  /** The own digits among the training images; null when there were none. They are no part of the plan. */
  readonly ownDigits: OwnDigitsMark | null
}

/** What a plan is made from: a record, or the run that is shown. */
export interface PlanSource {
  readonly hyperparameters: Hyperparameters
  /** The engine that ran. */
  readonly engine: EngineKind
  readonly events: readonly TrainingEvent[]
  readonly ownDigits: OwnDigitsMark | null
}

/** The plan of a run as it was meant, whether or not it was stopped before its end. */
export function planOf({ hyperparameters, engine, events, ownDigits }: PlanSource): RunPlan {
  const changes = events.flatMap((event) =>
    event.kind === 'learningRate' || event.kind === 'remedy'
      ? [{ iteration: event.iteration, value: event.value }]
      : [],
  )
  const first = events.find((event) => event.kind === 'planned')
  const decays = hyperparameters.decay !== 'none' && first !== undefined && first.from !== hyperparameters.iterations
  return {
    hyperparameters: { ...hyperparameters, engine },
    schedule: {
      changes: effectiveChanges(changes).filter(({ iteration }) => iteration < hyperparameters.iterations),
      ...(decays ? { decayIterations: first.from } : {}),
    },
    ownDigits,
  }
}

/** The plan that ends where a run was stopped, with the weights that it has. */
export function planUntil(source: PlanSource, iteration: number, end: EndReason | null): RunPlan {
  const whole = planOf(source)
  if (end !== 'stopped' || iteration < 1 || iteration >= whole.hyperparameters.iterations) return whole
  const { hyperparameters, schedule } = whole
  const decays = hyperparameters.decay !== 'none'
  return {
    ...whole,
    hyperparameters: { ...hyperparameters, iterations: iteration },
    schedule: {
      changes: schedule.changes.filter((change) => change.iteration < iteration),
      ...(decays ? { decayIterations: schedule.decayIterations ?? hyperparameters.iterations } : {}),
    },
  }
}
