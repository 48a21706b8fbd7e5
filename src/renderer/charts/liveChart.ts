import { Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip } from 'chart.js'
import type { ChartDataset, TooltipItem } from 'chart.js'
import zoomPlugin from 'chartjs-plugin-zoom'
import type { Annotations } from './annotations'
import type { Point } from './buckets'
import { configuration, fontOf } from './chartConfiguration'
import { nextReading, readPoint, zoomedRange } from './chartKeys'
import type { ChartKey } from './chartKeys'
import { PICTURE_SCALE, composePicture } from './chartPicture'
import type { ChartTheme } from './chartTheme'
import { createPacer } from './pacer'
import { pageClock } from './pageClock'

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Tooltip, zoomPlugin)

/** Room for the level title of the y axis. */
const ROOM_ABOVE = 26

/** Ten drawings a second look fluent and leave the page its time. */
const DRAW_INTERVAL_MS = 100

export interface Range {
  readonly min: number
  readonly max: number
}

/** What one drawing of the chart shows. */
export interface Frame {
  /** Points per curve, together at most 2,000. */
  readonly curves: readonly Point[][]
  readonly shown: number
  /** Raw samples in the range on show. */
  readonly total: number
  /** The whole range of x, before any zoom. */
  readonly x: Range
  readonly y: Range & { readonly log: boolean; readonly step?: number }
  readonly annotations: Annotations
}

/** What differs between the two charts. */
export interface LiveChartSpec {
  /** One style per curve, in the order of {@link Frame.curves}. */
  style(theme: ChartTheme, frame: Frame): readonly Omit<ChartDataset<'line', Point[]>, 'data'>[]
  /** @param zoomed - the part of x on show, null = all of it */
  frame(zoomed: Range | null): Frame
  xTitle(): string
  xTick(value: number): string
  /** @param step - distance of the ticks; null on a log scale */
  yTick(value: number, step: number | null): string
  tooltip(item: TooltipItem<'line'>): string | string[]
  /** One curve is the other smoothed: what is read of either says both. */
  readonly readsOne?: boolean
  tooltipTitle(x: number): string
  drawn(frame: Frame, zoomed: boolean): void
}

export interface LiveChart {
  /** The curves grew. */
  changed(): void
  /** Draws now what is waiting: at the end of a run. */
  flush(): void
  /** Draws now, in any case: what is not in the curves has changed. */
  redraw(): void
  /** Theme or language changed. */
  restyle(theme: ChartTheme): void
  resetZoom(): void
  /** Carries out a key. @returns what is read now, for those who listen; empty when nothing is */
  press(key: ChartKey): string
  /** The chart as it is on show, on paper with its title and legend, twice as fine. */
  picture(title: string): HTMLCanvasElement
  setSeen(seen: boolean): void
  destroy(): void
}

/** A Chart.js line chart fed from raw curves: at most ten updates a second, none while nobody sees it. */
export function createLiveChart(canvas: HTMLCanvasElement, spec: LiveChartSpec, firstTheme: ChartTheme): LiveChart {
  let theme = firstTheme
  let zoomed: Range | null = null
  let seen = true
  /** Index of the point that the keyboard reads. */
  let reading: number | null = null
  let frame = spec.frame(null)
  /** All but the points of what was drawn last; empty when the next drawing has to be a whole one. */
  let outline = ''
  const readFrame = () => ({ annotations: frame.annotations, theme, step: frame.y.log ? null : (frame.y.step ?? 1) })
  const chart = new Chart(canvas, configuration(spec, readFrame, zoomTo))
  const clock = { ...pageClock, isHidden: () => pageClock.isHidden() || !seen }
  const pacer = createPacer(draw, DRAW_INTERVAL_MS, clock)
  const onVisible = () => pacer.flush()
  const onDoubleClick = () => resetZoom()
  document.addEventListener('visibilitychange', onVisible)
  canvas.addEventListener('dblclick', onDoubleClick)

  function zoomTo(range: Range): void {
    zoomed = range
    redraw()
  }

  function resetZoom(): void {
    zoomed = null
    redraw()
  }

  function press(key: ChartKey): string {
    const [points = []] = frame.curves
    const shown = zoomed ?? frame.x
    const x = reading === null ? undefined : points[reading]?.x
    if (key.kind !== 'read') {
      zoomed = key.kind === 'whole' ? null : zoomedRange(shown, frame.x, key.factor, x ?? (shown.min + shown.max) / 2)
      // Other points are drawn now.
      reading = null
      redraw()
      return ''
    }
    reading = nextReading(points, shown, reading, key.by)
    const point = reading === null ? undefined : points[reading]
    return reading === null || !point ? '' : readPoint(chart, point.x, reading)
  }

  function redraw(): void {
    pacer.request()
    pacer.flush()
  }

  function draw(): void {
    frame = spec.frame(zoomed)
    const styles = spec.style(theme, frame)
    const next = JSON.stringify([styles, zoomed, frame.x, frame.y, frame.curves.length])
    // An open tooltip moves with the points, which only a whole update sees to.
    if (next === outline && isBuilt() && chart.getActiveElements().length === 0) drawPoints()
    else drawWhole(styles)
    outline = next
    spec.drawn(frame, zoomed !== null)
  }

  /** Chart.js takes its controllers down while the canvas is out of the page, whatever its types say. */
  function isBuilt(): boolean {
    return frame.curves.every((_, index) => Boolean(chart.getDatasetMeta(index).controller))
  }

  /** Axes, styles and size stand: most of an update would work out again what it knows. */
  function drawPoints(): void {
    frame.curves.forEach((data, index) => {
      const dataset = chart.data.datasets[index]
      if (dataset) dataset.data = data
      const { controller } = chart.getDatasetMeta(index)
      controller.buildOrUpdateElements(false)
      controller.update('none')
    })
    chart.draw()
  }

  function drawWhole(styles: ReturnType<LiveChartSpec['style']>): void {
    // Dots on the border of the whole chart are drawn round; a zoomed one is cut at its edge.
    const clip = zoomed === null ? 6 : 0
    chart.data.datasets = frame.curves.map((data, index) => ({ ...styles[index], data, clip }))
    const { x = {}, y = {} } = chart.options.scales ?? {}
    const range = zoomed ?? frame.x
    const font = fontOf(theme)
    const ticks = { color: theme.inkFaint, font }
    Object.assign(x, { min: range.min, max: range.max })
    Object.assign(y, { type: frame.y.log ? 'logarithmic' : 'linear', min: frame.y.min, max: frame.y.max })
    Object.assign(x.ticks ?? {}, ticks)
    Object.assign(y.ticks ?? {}, ticks, { stepSize: frame.y.log ? undefined : frame.y.step })
    Object.assign(x.grid ?? {}, { color: theme.line })
    Object.assign(y.grid ?? {}, { color: theme.line })
    Object.assign(x.border ?? {}, { color: theme.line })
    if (x.title) Object.assign(x.title, { text: spec.xTitle(), color: theme.inkFaint, font })
    chart.options.layout = { padding: { top: ROOM_ABOVE * theme.scale, right: 8 } }
    const limits = chart.options.plugins?.zoom?.limits
    if (limits) limits['x'] = { min: frame.x.min, max: frame.x.max, minRange: 4 }
    const tooltip = chart.options.plugins?.tooltip
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
    chart.update('none')
  }

  redraw()
  return {
    changed: () => pacer.request(),
    flush: pacer.flush,
    redraw,
    restyle(next) {
      theme = next
      outline = ''
      redraw()
    },
    resetZoom,
    press,
    picture(title) {
      redraw()
      const { devicePixelRatio } = chart.options
      chart.options.devicePixelRatio = PICTURE_SCALE
      chart.resize()
      const legend = chart.data.datasets.map(({ label = '', borderColor, borderDash }) => {
        return { label, colour: String(borderColor), dashed: borderDash !== undefined }
      })
      const picture = composePicture(canvas, title, legend, theme)
      if (devicePixelRatio === undefined) delete chart.options.devicePixelRatio
      else chart.options.devicePixelRatio = devicePixelRatio
      chart.resize()
      return picture
    },
    setSeen(next) {
      seen = next
      if (!next) return
      // A canvas outside the page has shrunk to nothing, and Chart.js would let it grow again only after its delay.
      chart.resize()
      redraw()
    },
    destroy() {
      pacer.dispose()
      document.removeEventListener('visibilitychange', onVisible)
      canvas.removeEventListener('dblclick', onDoubleClick)
      chart.destroy()
    },
  }
}
