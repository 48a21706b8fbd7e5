import type { StudioApi } from '../../../shared/contract/api'
import type { TrainingProgress } from '../../../shared/training/runTypes'
import { createPacer } from '../../charts/pacer'
import type { PacerClock } from '../../charts/pacer'
import { pageClock } from '../../charts/pageClock'
import type { Curves } from '../../charts/curves'
import type { Stores } from '../../state/studio'

/** A little more than the charts' own interval, so that they are drawn each time. */
const SHOW_INTERVAL_MS = 110

/**
 * Adds progress to the curves as it arrives and shows it at intervals.
 * @param draw - redraws what depends on curves and weights
 * @returns a function that shows everything at once; call it before anything else about the run is shown
 */
export function showProgress(
  api: Pick<StudioApi, 'on'>,
  { training, curves }: Pick<Stores, 'training'> & { readonly curves: Curves },
  draw: () => void,
  { clock, interval }: { clock: PacerClock; interval: number } = {
    clock: pageClock,
    interval: SHOW_INTERVAL_MS,
  },
): () => void {
  let arrived: TrainingProgress[] = []
  const pacer = createPacer(show, interval, {
    ...clock,
    // The title of the window shows the numbers too, and is visible when the window is not.
    isHidden: () => false,
  })

  function show(): void {
    // The charts first: setting the font of a canvas while a layout is pending would force one more layout.
    draw()
    publish()
  }

  function publish(): void {
    const smoothedLoss = curves.lastSmoothedLoss
    for (const progress of arrived) training.send({ type: 'progress', progress, smoothedLoss })
    arrived = []
  }

  api.on('training.progress', (progress) => {
    if (!curves.append(progress)) return
    arrived.push(progress)
    pacer.request()
  })
  return () => {
    pacer.flush()
    publish()
  }
}
