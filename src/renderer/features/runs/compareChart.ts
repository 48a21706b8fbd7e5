import type { RunCurves } from '../../../shared/runs/record'
import { decimate } from '../../charts/buckets'
import type { Point } from '../../charts/buckets'
import type { Frame, LiveChartSpec, Range } from '../../charts/chartSpec'
import { Series } from '../../charts/series'
import { smoothSeries } from '../../charts/smoothing'
import { roundStep } from '../../charts/ticks'
import type { Translator } from '../../state/i18n'
import { percentOr } from './runLabels'

export type Metric = 'accuracy' | 'loss'

/** One run in the chart. */
export interface ComparedCurve {
  readonly title: string
  readonly colour: string
  readonly dash: number[]
  readonly series: Series
}

const BUDGET = 2000
/** Losses of single batches are noisy; the comparison shows their trend. */
const LOSS_SMOOTHING = 0.98

/** @returns test accuracy over epochs, or the smoothed loss over iterations */
export function seriesOf({ epochs, losses }: RunCurves, metric: Metric): Series {
  const series = new Series()
  if (metric === 'accuracy') {
    for (const { epoch, testAccuracy } of epochs) series.append(epoch, testAccuracy)
    return series
  }
  losses.forEach((loss, iteration) => series.append(iteration, loss))
  return smoothSeries(series, LOSS_SMOOTHING).series
}

/** A chart of several runs; reads its curves whenever it draws. */
export function compareChartSpec(
  read: () => { metric: Metric; curves: readonly ComparedCurve[] },
  translator: Translator,
): LiveChartSpec {
  const { t, format } = translator
  const value = (y: number) => (read().metric === 'accuracy' ? percentOr(y, translator) : format.value.loss(y))
  return {
    frame(zoomed): Frame {
      const { metric, curves } = read()
      const ends = curves.map(({ series }) => (series.length > 0 ? series.x(series.length - 1) : 0))
      const whole: Range = { min: 0, max: Math.max(1, ...ends) }
      const { min: from, max: to } = zoomed ?? whole
      const budget = Math.floor(BUDGET / Math.max(1, curves.length))
      const points = curves.map(({ series }) => decimate(series, { from, to, budget }))
      const shown = points.reduce((sum, curve) => sum + curve.length, 0)
      return {
        curves: points,
        shown,
        total: curves.reduce((sum, { series }) => sum + series.length, 0),
        x: whole,
        y: rangeOf(points, metric),
        annotations: { yTitle: t(`runs.chart.${metric}`), marks: [], ring: null },
      }
    },
    style: ({ scale }) =>
      read().curves.map(({ title, colour, dash }) => ({
        label: title,
        borderColor: colour,
        backgroundColor: colour,
        borderDash: dash,
        borderWidth: 2 * scale,
      })),
    xTitle: () => t(read().metric === 'accuracy' ? 'runs.chart.epoch' : 'runs.chart.iteration'),
    // No ticks at fractions of an epoch.
    xTick: (x) => (Number.isInteger(x) ? format.value.integer(x) : ''),
    yTick: (y, step) =>
      read().metric === 'accuracy'
        ? `${format.value.decimal(y * 100, 2)}%`
        : format.value.decimal(y, step !== null && step < 0.1 ? 3 : 2),
    tooltip: (item) => `${item.dataset.label ?? ''}  ${value(item.parsed.y ?? 0)}`,
    tooltipTitle: (x) =>
      `${t(read().metric === 'accuracy' ? 'runs.chart.epoch' : 'runs.chart.iteration')} ${format.value.decimal(x, 2)}`,
    drawn: () => undefined,
  }
}

/**
 * Losses start at zero. Accuracies end at 100% and start low enough to separate the last values of the runs; the first epochs
 * are below that and clipped, unless there is only one run or nothing else to show.
 */
function rangeOf(curves: readonly Point[][], metric: Metric): Frame['y'] {
  const short = curves.every((curve) => curve.length <= 2)
  const heights = curves
    .flatMap((curve) => (metric === 'accuracy' && !short ? curve.filter(({ x }) => x > 0) : curve))
    .map(({ y }) => y)
  if (heights.length === 0) return { min: 0, max: metric === 'accuracy' ? 1 : 2.5, log: false, step: 0.5 }
  const ends = curves.flatMap((curve) => curve.slice(-1)).map(({ y }) => y)
  const apart = curves.length > 1 ? 1 - 2 * (1 - Math.min(...ends)) : 0
  const lowest = metric !== 'accuracy' || short ? 0 : Math.max(Math.min(...heights), apart)
  const highest = metric === 'accuracy' ? 1 : Math.max(...heights)
  const step = roundStep(Math.max(1e-4, highest - lowest) / 5)
  const min = Math.max(0, Math.floor(lowest / step) * step)
  const max = Math.max(min + step, Math.ceil(highest / step - 1e-9) * step)
  return { min, max: metric === 'accuracy' ? Math.min(1, max) : max, log: false, step }
}
