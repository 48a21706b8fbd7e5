import type { Translate } from '../../../shared/i18n/messages'
import type { Format } from '../../state/format'
import { decimate } from '../../charts/buckets'
import type { Point } from '../../charts/buckets'
import type { Curves } from '../../charts/curves'
import type { Frame, LiveChartSpec, Range } from '../../charts/chartSpec'
import { decimalsOf, roundStep } from '../../charts/ticks'

/** Each of the two curves; both together stay within 2,000 points. */
const BUDGET = 1_000
/** Up to this many epochs are also shown as dots: the first one has no line yet. */
const DOTS_UP_TO = 30

/** What the chart reads each time it draws. */
export interface AccuracyContext {
  readonly curves: Curves
  /** Epochs the run will reach; 0 = the axis ends with the curves. */
  plannedEpochs(): number
  /** Whether y fits the curves; otherwise it is 0..1. */
  fits(): boolean
  readonly t: Translate
  format(): Format
  drawn(frame: Frame, zoomed: boolean): void
}

/** 训练数据和测试数据的识别精度: x epoch, y accuracy 0..1, train solid, test dashed, as the book's figure. */
export function accuracyChart(context: AccuracyContext): LiveChartSpec {
  const { curves, t } = context
  return {
    frame(zoomed) {
      const whole: Range = { min: 0, max: Math.max(1, context.plannedEpochs(), lastEpoch(curves)) }
      const { min: from, max: to } = zoomed ?? whole
      const view = { from, to, budget: BUDGET, keep: curves.best < 0 ? [] : [curves.best] }
      const train = decimate(curves.trainAccuracy, view)
      const test = decimate(curves.testAccuracy, view)
      const total = 2 * (curves.trainAccuracy.lowerBound(to + 1e-9) - curves.trainAccuracy.lowerBound(from))
      const y = context.fits() ? fittedRange([train, test]) : WHOLE_RANGE
      return { curves: [train, test], shown: train.length + test.length, total, x: whole, y, annotations: notes() }
    },
    style(theme, frame) {
      const few = frame.total <= 2 * DOTS_UP_TO
      const dots = { pointRadius: few ? 2.5 : 0, pointHoverRadius: 4 }
      const own = (colour: string) => ({ borderColor: colour, backgroundColor: colour, pointBackgroundColor: colour })
      return [
        {
          ...own(theme.train),
          ...dots,
          label: t('app.chart.train'),
          borderWidth: 2.2 * theme.scale,
          pointStyle: 'circle',
          order: 1,
        },
        {
          ...own(theme.test),
          ...dots,
          label: t('app.chart.test'),
          borderWidth: 2 * theme.scale,
          borderDash: [6, 4],
          pointStyle: 'rect',
          // On top: the accuracy that counts is that of images never trained on.
          order: 0,
        },
      ]
    },
    xTitle: () => t('app.chart.epoch'),
    xTick: (value) => (Number.isInteger(value) ? context.format().integer(value) : ''),
    yTick: (value, step) => value.toFixed(Math.max(1, decimalsOf(step ?? 0.1))),
    tooltip: (item) => `${item.dataset.label ?? ''}  ${context.format().percent(item.parsed.y ?? 0)}`,
    tooltipTitle: (x) => `${t('app.chart.epoch')} ${context.format().decimal(x, 2)}`,
    drawn: context.drawn,
  }

  function notes() {
    const best = curves.best
    const point = { x: curves.testAccuracy.x(best), y: curves.testAccuracy.y(best) }
    const accuracy = context.format().percent(point.y)
    const note = t('training.chart.note.best', { epoch: context.format().decimal(point.x, 2), accuracy })
    const ring = best < 1 ? null : { ...point, label: t('app.chart.best'), note }
    return { yTitle: t('app.chart.accuracy'), marks: [], ring }
  }
}

const lastEpoch = (curves: Curves): number =>
  curves.testAccuracy.length === 0 ? 0 : curves.testAccuracy.x(curves.testAccuracy.length - 1)

const WHOLE_RANGE = { min: 0, max: 1, log: false, step: 0.2 }
/** From this many measured epochs on the curves decide the range; until then it is the book's 0..1. */
const EPOCHS_TO_FIT = 2

/**
 * The range of y in which the trained part of the curves fills the chart. Epoch 0, measured before the first iterations have
 * taught anything, lies below it.
 * @param curves - the visible points of each curve
 */
export function fittedRange(curves: readonly (readonly Point[])[]): Frame['y'] {
  const trained = curves.map((curve) => curve.filter(({ x }) => x > 0).map(({ y }) => y))
  if (trained.some(({ length }) => length < EPOCHS_TO_FIT)) return WHOLE_RANGE
  const heights = trained.flat()
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)]
  const step = roundStep(Math.max(highest - lowest, 0.005) / 4)
  const min = Math.min(1 - step, Math.max(0, Math.floor(lowest / step + 1e-9) * step))
  const max = Math.min(1, Math.ceil(highest / step - 1e-9) * step)
  return { min, max: Math.max(max, min + step), log: false, step, clipped: min > 0 }
}
