import type { Checkpoint } from './checkpoint'
import { exactEpochOf, isWholeEpoch } from './epochSchedule'
import { History } from './history'

/**
 * The history with which a run goes on, or is shown again. What was measured at a stop between two epochs is dropped when the
 * run goes on, so that it records what a run without the stop does.
 */
export function historyOf(checkpoint?: Checkpoint): History {
  if (checkpoint === undefined) return new History()
  const { history, end, point, shapes, hyperparameters } = checkpoint
  if (end === null) return new History({ ...history, epochs: history.epochs.filter(isWholeEpoch) })
  const own = new History(history)
  const iteration = point.iteration - 1
  // Version 0.1 kept the accuracies after the last iteration outside of the history.
  if (end.reason !== 'diverged' && end.final !== null && own.epochs.every((record) => record.iteration < iteration)) {
    const epoch = exactEpochOf(iteration, shapes.trainCount, hyperparameters.batch)
    own.epochs.push({ epoch, iteration, ...end.final })
  }
  return own
}
