import type { TrainingStatus } from '../../../shared/training/runTypes'
import type { Stores } from '../../state/studio'

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
