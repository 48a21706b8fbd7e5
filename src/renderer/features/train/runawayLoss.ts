import { watch } from 'vue'
import { phaseOf } from '../../state/trainingStore'
import type { Curves } from '../../charts/curves'
import type { Stores } from '../../state/studio'

/** Wide initial weights may start with a large loss that falls within this many iterations. */
const MIN_ITERATION = 200

/** The losses of the shown run. */
export interface LossSoFar {
  readonly iteration: number
  readonly smoothed: number | null
  readonly highest: number
}

/**
 * Whether a run learns nothing because its learning rate is too large: its loss was far above that of guessing, ln(classes),
 * and is no better than guessing now. (With a rate that is too small it starts at guessing, too, but was never far above.)
 */
export function isRunaway({ iteration, smoothed, highest }: LossSoFar, classes: number): boolean {
  const guessing = Math.log(classes)
  return iteration >= MIN_ITERATION && highest > 2 * guessing && smoothed !== null && smoothed > 0.95 * guessing
}

/**
 * Warns once per run that its loss explodes. The book's loss is bounded by -ln(1e-7) = 16.1, so with a learning rate far
 * too large it seldom becomes NaN; the action is the same as after a divergence.
 */
export function watchForRunawayLoss({ training, dataset, notices }: Stores, curves: Curves): void {
  let warned = -1
  watch(training.state, (state) => {
    const { run, iteration, smoothedLoss: smoothed, status } = state
    if (run !== warned && warned >= 0) {
      notices.send({ type: 'dismissKind', kind: 'exploding' })
      warned = -1
    }
    const classes = dataset.state.value.summary?.classes ?? 10
    if (run === warned || !status || phaseOf(state) !== 'running') return
    if (!isRunaway({ iteration, smoothed, highest: curves.loss.y(curves.lossExtrema.highest) }, classes)) return
    warned = run
    notices.send({ type: 'add', notice: { kind: 'exploding', iteration, learningRate: status.learningRate } })
  })
}
