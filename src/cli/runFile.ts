import type { EngineKind } from '../shared/engine/engine'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from '../shared/training/hyperparameters'
import type { Hyperparameters } from '../shared/training/hyperparameters'
import { isWholeEpoch } from '../shared/training/epochSchedule'
import type { TrainingSession } from '../shared/training/session'

function configOf(hyperparameters: Hyperparameters, engine: EngineKind): Record<string, unknown> {
  const config: Record<string, unknown> = {}
  for (const { name, inRunFile } of HYPERPARAMETER_FIELDS) {
    const value = name === 'engine' ? engine : hyperparameters[name]
    if (inRunFile === 'always' || value !== BOOK_DEFAULTS[name]) config[name] = value
  }
  return config
}

/**
 * The JSON of `--history`.
 * @param engine - the one actually used
 * @param loadMs - time to load the dataset into the engine
 */
export function runFile(session: TrainingSession, engine: EngineKind, loadMs: number): string {
  const { hyperparameters, history, final, reason, elapsedMs } = session
  return `${JSON.stringify({
    config: configOf(hyperparameters, engine),
    losses: Array.from(history.losses()),
    epochs: history.epochs.filter(isWholeEpoch),
    final,
    elapsedMs: { load: Math.round(loadMs), train: Math.round(elapsedMs) },
    ...(reason === 'finished' ? {} : { reason }),
  })}\n`
}
