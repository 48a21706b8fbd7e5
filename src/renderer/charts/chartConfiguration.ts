import type { Chart, ChartConfiguration, ChartOptions, TooltipItem } from 'chart.js'
import { annotationsPlugin, notesNear } from './annotations'
import type { Point } from './buckets'
import type { Annotations, Frame, LiveChartSpec, Zoom } from './chartSpec'
import { FONT_FAMILY } from './chartTheme'
import type { ChartTheme } from './chartTheme'
import { roundStep } from './ticks'

/** Space above the plot, for the horizontal title of the y axis. */
const TITLE_HEIGHT = 26

/** The font of all charts, scaled like the rest of the type. */
const fontOf = (theme: ChartTheme) => ({ family: FONT_FAMILY, size: 11 * theme.scale })

/**
 * The options that never change; ranges, colours and texts are set by each full update.
 * @param read - what is currently drawn
 * @param zoomTo - called with the part that the user chose
 */
export function configuration(
  spec: LiveChartSpec,
  read: () => { annotations: Annotations; theme: ChartTheme; step: number | null },
  zoomTo: (zoom: Zoom) => void,
): ChartConfiguration<'line', Point[]> {
  const font = fontOf(read().theme)
  const takeZoom = ({ chart }: { chart: Chart }) => {
    const { x, y } = chart.scales
    if (x && y) zoomTo({ x: { min: x.min, max: x.max }, y: { min: y.min, max: y.max } })
  }
  const { accent, accentSoft } = read().theme
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      spanGaps: true,
      responsive: true,
      maintainAspectRatio: false,
      resizeDelay: 100,
      font,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      elements: { point: { radius: 0, hitRadius: 6, hoverRadius: 4 }, line: { borderWidth: 2, tension: 0 } },
      scales: {
        x: {
          type: 'linear',
          grid: { display: false },
          border: {},
          ticks: {
            minRotation: 0,
            maxRotation: 0,
            sampleSize: 5,
            maxTicksLimit: 6,
            includeBounds: false,
            // The first and the last label stay inside the canvas, however long they are.
            align: 'inner',
            callback: (v) => spec.xTick(Number(v)),
          },
          title: { display: true, text: '', font, padding: { top: 4 } },
        },
        y: {
          type: 'linear',
          grid: { tickLength: 0 },
          border: { display: false },
          ticks: { padding: 8, maxTicksLimit: 7, callback: (v) => spec.yTick(Number(v), read().step) },
        },
      },
      plugins: {
        tooltip: {
          displayColors: true,
          boxPadding: 4,
          padding: 10,
          cornerRadius: 8,
          ...(spec.readsOne ? { filter: (_item: TooltipItem<'line'>, index: number) => index === 0 } : {}),
          callbacks: {
            title: (items) => spec.tooltipTitle(items[0]?.parsed.x ?? 0),
            label: (item) => spec.tooltip(item),
            footer: (items) => {
              const x = items[0]?.chart.scales['x']
              return x ? notesNear(read().annotations, items[0]?.parsed.x ?? 0, x.max - x.min) : []
            },
          },
        },
        zoom: {
          limits: { x: { min: 0, minRange: 4 } },
          zoom: {
            mode: 'xy',
            drag: { enabled: true, threshold: 6, backgroundColor: accentSoft, borderColor: accent, borderWidth: 1 },
            // Without Ctrl the wheel scrolls the page.
            wheel: { enabled: true, modifierKey: 'ctrl' },
            onZoomComplete: takeZoom,
          },
        },
      },
    },
    plugins: [annotationsPlugin(read)],
  }
}

/** @returns the distance of the ticks of y; null on a log scale */
export function tickStep({ y }: Frame, zoomed: Zoom | null): number | null {
  if (y.log) return null
  return zoomed?.y ? roundStep((zoomed.y.max - zoomed.y.min) / 5) : (y.step ?? 1)
}

/**
 * Sets the options that change: ranges, colours and texts.
 * @param options - of a chart made with {@link configuration}; changed in place, applied by the next `chart.update`
 */
export function updateOptions(
  options: ChartOptions<'line'>,
  spec: LiveChartSpec,
  frame: Frame,
  zoomed: Zoom | null,
  theme: ChartTheme,
): void {
  const { x = {}, y = {} } = options.scales ?? {}
  const range = zoomed?.x ?? frame.x
  const rangeY = zoomed?.y ?? frame.y
  const font = fontOf(theme)
  const ticks = { color: theme.inkFaint, font }
  Object.assign(x, { min: range.min, max: range.max })
  Object.assign(y, { type: frame.y.log ? 'logarithmic' : 'linear', min: rangeY.min, max: rangeY.max })
  Object.assign(x.ticks ?? {}, ticks)
  Object.assign(y.ticks ?? {}, ticks, { stepSize: tickStep(frame, zoomed) ?? undefined, includeBounds: !zoomed?.y })
  Object.assign(x.grid ?? {}, { color: theme.line })
  Object.assign(y.grid ?? {}, { color: theme.line })
  Object.assign(x.border ?? {}, { color: theme.line })
  if (x.title) Object.assign(x.title, { text: spec.xTitle(), color: theme.inkFaint, font })
  options.layout = { padding: { top: TITLE_HEIGHT * theme.scale, right: 8 } }
  const limits = options.plugins?.zoom?.limits
  if (limits) {
    limits['x'] = { min: frame.x.min, max: frame.x.max, minRange: 4 }
    limits['y'] = frame.y.log ? {} : { min: 0, max: Math.max(1, frame.y.max) }
  }
  const tooltip = options.plugins?.tooltip
  if (tooltip)
    Object.assign(tooltip, {
      backgroundColor: theme.ink,
      titleColor: theme.sheet,
      bodyColor: theme.sheet,
      footerColor: theme.sheet,
      titleFont: { ...font, weight: 600 },
      bodyFont: font,
      footerFont: { ...font, weight: 400 },
    })
}
