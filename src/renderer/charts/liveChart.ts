import { configuration, tickStep, updateOptions } from './chartConfiguration'
import { nextReading, zoomedRange } from './chartKeys'
import type { ChartKey } from './chartKeys'
import { PICTURE_SCALE, composePicture, legendOf } from './chartPicture'
import type { LiveChartSpec, Zoom } from './chartSpec'
import type { ChartTheme } from './chartTheme'
import { Chart } from './chartjs'
import { atPixelRatio, hasControllers, clearTooltip, replacePoints, showTooltipAt } from './chartjsInternals'
import { createPacer } from './pacer'
import { pageClock } from './pageClock'

/** Ten drawings a second look smooth and leave the page enough time. */
const DRAW_INTERVAL_MS = 100

export interface LiveChart {
  /** The curves grew: draws soon. */
  changed(): void
  /** Draws pending changes now: at the end of a run. */
  flush(): void
  /** Draws now even without new points: something else has changed. */
  redraw(): void
  /** Theme or language changed. */
  restyle(theme: ChartTheme): void
  resetZoom(): void
  /** Ends the reading of points: its tooltip would stay on a chart of other curves. */
  endReading(): void
  /** Handles a key. @returns the text of the point that is read, for screen readers; empty when none is */
  press(key: ChartKey): string
  /** The chart as shown, with its title and legend, at twice the resolution. */
  picture(title: string): HTMLCanvasElement
  setVisible(visible: boolean): void
  destroy(): void
}

/** A Chart.js line chart fed from raw curves: at most ten updates a second, none while it is not visible. */
export function createLiveChart(canvas: HTMLCanvasElement, spec: LiveChartSpec, firstTheme: ChartTheme): LiveChart {
  let theme = firstTheme
  let zoomed: Zoom | null = null
  let visible = true
  /** Index of the point that the keyboard reads. */
  let reading: number | null = null
  let frame = spec.frame(null)
  /** Everything but the points of the last drawing; empty when the next one has to be a full update. */
  let outline = ''
  const readFrame = () => ({ annotations: frame.annotations, theme, step: tickStep(frame, zoomed) })
  const chart = new Chart(canvas, configuration(spec, readFrame, zoomTo))
  const clock = { ...pageClock, isHidden: () => pageClock.isHidden() || !visible }
  const pacer = createPacer(draw, DRAW_INTERVAL_MS, clock)
  const onVisible = () => pacer.flush()
  const onDoubleClick = () => resetZoom()
  document.addEventListener('visibilitychange', onVisible)
  canvas.addEventListener('dblclick', onDoubleClick)

  function zoomTo(zoom: Zoom): void {
    zoomed = zoom
    redraw()
  }

  function resetZoom(): void {
    zoomed = null
    redraw()
  }

  function endReading(): void {
    reading = null
    if (chart.getActiveElements().length === 0) return
    clearTooltip(chart)
  }

  function press(key: ChartKey): string {
    const [points = []] = frame.curves
    const shown = zoomed?.x ?? frame.x
    const x = reading === null ? undefined : points[reading]?.x
    if (key.kind !== 'read') {
      const range =
        key.kind === 'whole' ? null : zoomedRange(shown, frame.x, key.factor, x ?? (shown.min + shown.max) / 2)
      zoomed = range && { x: range, y: zoomed?.y ?? null }
      // Other points are drawn now.
      reading = null
      redraw()
      return ''
    }
    reading = nextReading(points, shown, reading, key.by)
    const point = reading === null ? undefined : points[reading]
    return reading === null || !point ? '' : showTooltipAt(chart, point.x, reading)
  }

  function redraw(): void {
    pacer.request()
    pacer.flush()
  }

  function draw(): void {
    frame = spec.frame(zoomed?.x ?? null)
    const styles = spec.style(theme, frame)
    const next = JSON.stringify([styles, zoomed, frame.x, frame.y, frame.curves.length])
    // An open tooltip moves with the points, which needs a full update.
    const isOpen = chart.getActiveElements().length > 0
    if (next === outline && !isOpen && hasControllers(chart, frame.curves.length)) replacePoints(chart, frame.curves)
    else updateAll(styles)
    outline = next
    spec.drawn(frame, zoomed !== null)
  }

  function updateAll(styles: ReturnType<LiveChartSpec['style']>): void {
    // Dots on the border of the whole chart are drawn in full; what lies outside a part of it is clipped at its edge.
    const clip = zoomed === null && !frame.y.clipped ? 6 : 0
    chart.data.datasets = frame.curves.map((data, index) => ({ ...styles[index], data, clip }))
    updateOptions(chart.options, spec, frame, zoomed, theme)
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
    endReading,
    press,
    picture(title) {
      redraw()
      const legend = legendOf(chart.data.datasets)
      return atPixelRatio(chart, PICTURE_SCALE, () => composePicture(canvas, { title }, legend, theme))
    },
    setVisible(next) {
      visible = next
      if (!next) return
      // A canvas outside the page has size 0, and Chart.js would enlarge it again only after its resize delay.
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
