import { encodeCsv } from '../formats/csv'
import type { EpochRecord, TrainingEvent } from '../training/runTypes'
import { Smoothing } from '../training/smoothing'

// The columns of all exported curve files, from charts and from a run's archive. Plain ASCII, so that no byte order mark is
// needed.

/**
 * @param losses - (iterations,)
 * @param weight - of the previous value in the smoothed loss, see {@link Smoothing}
 * @returns a line per iteration, counted from 0 as in the book: iteration, loss, smoothed
 */
export const lossCsv = (losses: Float64Array, weight: number): string =>
  encodeCsv({
    iteration: Array.from(losses, (_, iteration) => iteration),
    loss: losses,
    smoothed: new Smoothing(weight).through(losses),
  })

/** @returns a line per measurement: epoch, iteration, train_acc and test_acc, 0..1 */
export const accuracyCsv = (epochs: readonly EpochRecord[]): string =>
  encodeCsv({
    epoch: epochs.map((e) => e.epoch),
    iteration: epochs.map((e) => e.iteration),
    train_acc: epochs.map((e) => e.trainAccuracy),
    test_acc: epochs.map((e) => e.testAccuracy),
  })

/** @returns a line per event of a run: iteration, event, and where it changed a value, from and to */
export const eventsCsv = (events: readonly TrainingEvent[]): string => {
  const lines = events.map((event) => {
    const from = 'from' in event ? event.from : undefined
    const value = 'value' in event ? event.value : undefined
    return [event.iteration, event.kind, from ?? '', value ?? ''].join(',')
  })
  return ['iteration,event,from,to', ...lines, ''].join('\n')
}
