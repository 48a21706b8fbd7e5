import type { Translate } from '../../../shared/i18n/messages'
import type { Format } from '../../state/format'
import { decimate } from '../../charts/buckets'
import type { Point } from '../../charts/buckets'
import type { TrainingEvent } from '../../../shared/training/runTypes'
import type { Curves } from '../../charts/curves'
import type { ChartMark, Frame, LiveChartSpec, Range } from '../../charts/chartSpec'
import { decimalsOf, roundStep } from '../../charts/ticks'

/** For the whole width: the raw curve needs more points than the smooth one; together within 2,000. */
const RAW_BUDGET = 1_400
const RAW_MIN = 200
/** About one point per two pixels of a chart: more would show the remaining noise as a band. */
const SMOOTH_BUDGET = 260
const SMOOTH_MIN = 40
/** A log axis cannot show 0; 1e-7, the offset in the book's cross-entropy, is the smallest meaningful loss. */
const SMALLEST_LOG_LOSS = 1e-7
/** Only the last events are marked. */
const MAX_MARKS = 12

/** What the chart reads each time it draws. */
export interface LossContext {
  readonly curves: Curves
  plannedIterations(): number
  log(): boolean
  readonly t: Translate
  format(): Format
  drawn(frame: Frame, zoomed: boolean): void
}

/** 损失函数: x iteration, y loss; the raw curve pale, its debiased moving average strong. */
export function lossChart(context: LossContext): LiveChartSpec {
  const { curves, t } = context
  return {
    frame(zoomed) {
      const whole: Range = { min: 0, max: Math.max(10, context.plannedIterations(), curves.loss.length) }
      const { min: from, max: to } = zoomed ?? whole
      const log = context.log()
      const { lowest, highest } = curves.lossExtrema
      const happened = events().map((mark) => Math.min(curves.loss.length, mark.iteration) - 1)
      const keep = lowest < 0 ? [] : [lowest, highest, ...happened.filter((index) => index >= 0)]
      const raw = decimate(curves.loss, { from, to, budget: share(RAW_BUDGET, RAW_MIN, from, to), keep })
      const smooth = decimate(curves.smoothedLoss, {
        from,
        to,
        budget: share(SMOOTH_BUDGET, SMOOTH_MIN, from, to),
        lastOnly: true,
      })
      const shown = log ? [raw.map(aboveZero), smooth.map(aboveZero)] : [raw, smooth]
      const total = curves.loss.lowerBound(to + 1e-9) - curves.loss.lowerBound(from)
      return {
        curves: shown,
        shown: raw.length,
        total,
        x: whole,
        y: log ? logRange(shown) : linearRange(shown),
        annotations: { yTitle: t('app.chart.loss'), marks: events().map(chartMark), ring: null },
      }
    },
    style(theme) {
      const own = (colour: string) => ({ borderColor: colour, backgroundColor: colour })
      return [
        { ...own(theme.lossPale), label: t('app.chart.raw'), borderWidth: 1, order: 1 },
        { ...own(theme.loss), label: t('app.chart.smoothed'), borderWidth: 2.2 * theme.scale, order: 0 },
      ]
    },
    xTitle: () => t('app.chart.iteration'),
    xTick: (value) => context.format().integer(value),
    yTick: (value, step) => (step === null ? context.format().decimal(value, 7) : value.toFixed(decimalsOf(step))),
    readsOne: true,
    /** From the raw history, so that points clipped by a log axis show their true values. */
    tooltip(item) {
      const index = curves.loss.lowerBound(item.parsed.x ?? 0)
      const read = (key: 'raw' | 'smoothed', value: number) =>
        `${t(`app.chart.${key}`)}  ${context.format().loss(value)}`
      return [read('raw', curves.loss.y(index)), read('smoothed', curves.smoothedLoss.y(index))]
    },
    tooltipTitle: (x) => `${t('app.chart.iteration')} ${context.format().integer(x)}`,
    drawn: context.drawn,
  }

  /** Points for the part of the width that a run has filled. */
  function share(budget: number, min: number, from: number, to: number): number {
    const filled = (Math.min(to, curves.loss.length) - from) / (to - from)
    return Math.max(min, Math.round(budget * filled))
  }

  /** The last events; of those of kind 'best' only the latest. */
  function events(): readonly TrainingEvent[] {
    // Epoch 0 is always the best so far, which is not worth a mark.
    const best = curves.marks.filter((mark) => mark.kind === 'best' && mark.epoch > 0).at(-1)
    return curves.marks.filter((mark) => mark.kind !== 'best' || mark === best).slice(-MAX_MARKS)
  }

  function chartMark(mark: TrainingEvent): ChartMark {
    const format = context.format()
    const values = {
      iteration: format.integer(mark.iteration),
      rate: mark.kind === 'learningRate' || mark.kind === 'remedy' ? format.decimal(mark.value, 6) : '',
      planned: mark.kind === 'planned' ? format.integer(mark.value) : '',
      accuracy: mark.kind === 'best' ? format.percent(mark.value) : '',
      peak: mark.kind === 'collapsed' ? format.decimal(mark.peak, 1) : '',
      epoch: mark.kind === 'best' ? format.integer(mark.epoch) : '',
    }
    // The accuracy chart labels the best epoch; here the glyph and the note are enough.
    const label = mark.kind === 'paused' || mark.kind === 'best' ? '' : t(`training.chart.mark.${mark.kind}`, values)
    const note = t(`training.chart.note.${mark.kind}`, values)
    const strong = mark.kind !== 'paused' && mark.kind !== 'best'
    return { x: mark.iteration, label, note, glyph: GLYPHS[mark.kind], strong }
  }
}

const GLYPHS = {
  learningRate: '◆',
  remedy: '◆',
  planned: '▸',
  paused: '‖',
  best: '○',
  diverged: '✕',
  collapsed: '✕',
} as const

const aboveZero = ({ x, y }: Point): Point => ({ x, y: Math.max(y, SMALLEST_LOG_LOSS) })

const heights = (curves: readonly Point[][]): number[] => curves.flatMap((curve) => curve.map((point) => point.y))

/** From zero to a round number above the highest visible point; 2.5 before the first (−ln 0.1 is 2.3). */
export function linearRange(curves: readonly Point[][]) {
  const highest = Math.max(...heights(curves), 0)
  if (highest === 0) return { min: 0, max: 2.5, log: false, step: 0.5 }
  const step = roundStep(highest / 5)
  return { min: 0, max: Math.ceil(highest / step) * step, log: false, step }
}

/** Whole powers of ten around the visible points. */
export function logRange(curves: readonly Point[][]) {
  const all = heights(curves)
  if (all.length === 0) return { min: 0.01, max: 10, log: true }
  const power = (value: number, round: (x: number) => number) => 10 ** round(Math.log10(value))
  return { min: power(Math.min(...all), Math.floor), max: power(Math.max(...all), Math.ceil), log: true }
}
