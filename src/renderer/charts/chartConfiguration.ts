import type { Chart, ChartConfiguration, TooltipItem } from 'chart.js'
import { annotationsPlugin, notesNear } from './annotations'
import type { Annotations } from './annotations'
import type { Point } from './buckets'
import { FONT_FAMILY } from './chartTheme'
import type { ChartTheme } from './chartTheme'
import type { LiveChartSpec, Range } from './liveChart'

/** The charts' one font, at the size that the type has on this screen. */
export const fontOf = (theme: ChartTheme) => ({ family: FONT_FAMILY, size: 11 * theme.scale })

/**
 * What Chart.js is told once, when a chart is made; ranges, colours and texts follow with each whole drawing.
 * @param read - what is drawn now
 * @param zoomTo - called with the range that a person chose
 */
export function configuration(
  spec: LiveChartSpec,
  read: () => { annotations: Annotations; theme: ChartTheme; step: number | null },
  zoomTo: (range: Range) => void,
): ChartConfiguration<'line', Point[]> {
  const font = fontOf(read().theme)
  const takeZoom = ({ chart }: { chart: Chart }) => {
    const { min, max } = chart.scales['x'] ?? { min: 0, max: 1 }
    zoomTo({ min, max })
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
            // The first and the last stay inside the picture, however long they are.
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
            mode: 'x',
            drag: { enabled: true, threshold: 6, backgroundColor: accentSoft, borderColor: accent, borderWidth: 1 },
            // The plain wheel scrolls the page.
            wheel: { enabled: true, modifierKey: 'ctrl' },
            onZoomComplete: takeZoom,
          },
        },
      },
    },
    plugins: [annotationsPlugin(read)],
  }
}
