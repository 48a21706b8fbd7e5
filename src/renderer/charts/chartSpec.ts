import type { ChartDataset, TooltipItem } from 'chart.js'
import type { ChartTheme } from './chartTheme'
import type { Point } from './buckets'

/** A part of the x axis, both ends included. */
export interface Range {
  readonly min: number
  readonly max: number
}

/** What a zoomed chart shows; `y` is null where the chart chooses the range itself. */
export interface Zoom {
  readonly x: Range
  readonly y: Range | null
}

/** A vertical line with an optional label at its top. */
export interface ChartMark {
  readonly x: number
  readonly label: string
  /** Shape at the top of the line, so that kinds differ without colour. */
  readonly glyph: '◆' | '▸' | '‖' | '○' | '✕'
  /** The whole sentence, for the tooltip. */
  readonly note: string
  readonly strong: boolean
}

/** A ring around one point of the test curve. */
export interface ChartRing {
  readonly x: number
  readonly y: number
  readonly label: string
  /** The whole sentence, for the tooltip. */
  readonly note: string
}

/** What is drawn on a chart besides its curves. */
export interface Annotations {
  readonly yTitle: string
  readonly marks: readonly ChartMark[]
  readonly ring: ChartRing | null
}

/** What one drawing of the chart shows. */
export interface Frame {
  /** Points per curve, together at most 2,000. */
  readonly curves: readonly Point[][]
  readonly shown: number
  /** Raw samples in the visible range. */
  readonly total: number
  /** The whole range of x, before any zoom. */
  readonly x: Range
  /** `clipped`: some points lie outside. */
  readonly y: Range & { readonly log: boolean; readonly step?: number; readonly clipped?: boolean }
  readonly annotations: Annotations
}

/** A line chart: what it draws, and how it is labelled. */
export interface LiveChartSpec {
  /** One style per curve, in the order of {@link Frame.curves}. */
  style(theme: ChartTheme, frame: Frame): readonly Omit<ChartDataset<'line', Point[]>, 'data'>[]
  /** @param zoomed - the visible part of x, null = all of it */
  frame(zoomed: Range | null): Frame
  xTitle(): string
  xTick(value: number): string
  /** @param step - distance of the ticks; null on a log scale */
  yTick(value: number, step: number | null): string
  tooltip(item: TooltipItem<'line'>): string | string[]
  /** One curve is the other one smoothed: a tooltip on either shows both values. */
  readonly readsOne?: boolean
  tooltipTitle(x: number): string
  drawn(frame: Frame, zoomed: boolean): void
}
