import { watch } from 'vue'
import { phaseOf } from '../stores/training'
import type { Stores } from '../studio'

/** Wide initial weights may start with a large loss that falls within this many iterations. */
const SETTLED_AFTER = 200

/**
 * Whether a run is learning nothing because its steps are too long: a network that guesses has a loss of ln(classes), and only
 * weights that run away hold it at twice that.
 */
export function isRunaway(iteration: number, smoothedLoss: number | null, classes: number): boolean {
  return iteration >= SETTLED_AFTER && smoothedLoss !== null && smoothedLoss > 2 * Math.log(classes)
}

/**
 * Says once per run that its loss is out of hand. The book's loss is bounded by -ln(1e-7) = 16.1, so with a learning rate far
 * too large it seldom stops being a number; the remedy is the same as after a divergence.
 */
export function watchForRunawayLoss({ training, dataset, notices }: Stores): void {
  let told = -1
  watch(training.state, (state) => {
    const { run, iteration, smoothedLoss, status } = state
    if (run !== told && told >= 0) {
      notices.send({ type: 'dismissKind', kind: 'exploding' })
      told = -1
    }
    const classes = dataset.state.value.summary?.classes ?? 10
    if (run === told || !status || phaseOf(state) !== 'running' || !isRunaway(iteration, smoothedLoss, classes)) return
    told = run
    notices.send({ type: 'add', notice: { kind: 'exploding', iteration, learningRate: status.learningRate } })
  })
}
