import { watch } from 'vue'
import { phaseOf } from '../../state/trainingStore'
import type { Stores } from '../../app/studio'

/** Wide initial weights may start with a large loss that falls within this many iterations. */
const SETTLED_AFTER = 200

/** What decides; losses of the run on show. */
export interface LossSoFar {
  readonly iteration: number
  readonly smoothed: number | null
  readonly highest: number
}

/**
 * Whether a run learns nothing because its steps are too long: its loss was far above that of guessing, ln(classes), and it is
 * no better than guessing now. (A run whose steps are too short only guesses for a while; it never was far above.)
 */
export function isRunaway({ iteration, smoothed, highest }: LossSoFar, classes: number): boolean {
  const guessing = Math.log(classes)
  return iteration >= SETTLED_AFTER && highest > 2 * guessing && smoothed !== null && smoothed > 0.95 * guessing
}

/**
 * Says once per run that its loss is out of hand. The book's loss is bounded by -ln(1e-7) = 16.1, so with a learning rate far
 * too large it seldom stops being a number; the remedy is the same as after a divergence.
 */
export function watchForRunawayLoss({ training, dataset, notices, curves }: Stores): void {
  let told = -1
  watch(training.state, (state) => {
    const { run, iteration, smoothedLoss: smoothed, status } = state
    if (run !== told && told >= 0) {
      notices.send({ type: 'dismissKind', kind: 'exploding' })
      told = -1
    }
    const classes = dataset.state.value.summary?.classes ?? 10
    if (run === told || !status || phaseOf(state) !== 'running') return
    if (!isRunaway({ iteration, smoothed, highest: curves.loss.y(curves.lossExtremes.highest) }, classes)) return
    told = run
    notices.send({ type: 'add', notice: { kind: 'exploding', iteration, learningRate: status.learningRate } })
  })
}
