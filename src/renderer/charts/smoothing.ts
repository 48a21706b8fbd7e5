import { Smoothing } from '../../shared/training/smoothing'
import { Series } from './series'

/** @returns the smoothed curve of `raw`, and the state that continues it */
export function smoothSeries(raw: Series, weight: number): { series: Series; smoothing: Smoothing } {
  const smoothing = new Smoothing(weight)
  const series = new Series()
  series.appendAll(raw.xs, smoothing.through(raw.ys))
  return { series, smoothing }
}
