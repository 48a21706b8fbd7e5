import type { Chart } from 'chart.js'
import type { Point } from './buckets'

/**
 * Whether Chart.js is ready for {@link replacePoints}: it removes the controllers of its datasets while the canvas is out of
 * the page, although its types say that there always is one.
 */
export const hasControllers = (chart: Chart<'line', Point[]>, curves: number): boolean =>
  Array.from({ length: curves }, (_, index) => chart.getDatasetMeta(index)).every(({ controller }) =>
    Boolean(controller),
  )

/**
 * Draws new points with the axes, styles and size of the last update. `chart.update` would resolve every option again,
 * which costs several times as much as the drawing.
 */
export function replacePoints(chart: Chart<'line', Point[]>, curves: readonly Point[][]): void {
  curves.forEach((data, index) => {
    const dataset = chart.data.datasets[index]
    if (dataset) dataset.data = data
    const { controller } = chart.getDatasetMeta(index)
    controller.buildOrUpdateElements(false)
    controller.update('none')
  })
  chart.draw()
}

/** Shows the tooltip of one point of every curve that has it. @returns the text of the tooltip, in one line */
export function showTooltipAt(chart: Chart, x: number, index: number): string {
  const active = chart.data.datasets.flatMap((_, datasetIndex) => {
    const element = chart.getDatasetMeta(datasetIndex).data[index]
    const value = chart.scales['x']?.getValueForPixel(element?.x ?? NaN) ?? NaN
    return Math.abs(value - x) < 1e-6 * Math.max(1, Math.abs(x)) ? [{ datasetIndex, index }] : []
  })
  const point = chart.getDatasetMeta(active[0]?.datasetIndex ?? 0).data[index]
  chart.setActiveElements(active)
  chart.tooltip?.setActiveElements(active, { x: point?.x ?? 0, y: point?.y ?? 0 })
  chart.update('none')
  const { title = [], body = [] } = chart.tooltip ?? {}
  return [...title, ...body.flatMap(({ lines }) => lines)].join(', ')
}

/** Hides the tooltip. */
export function clearTooltip(chart: Chart): void {
  chart.setActiveElements([])
  chart.tooltip?.setActiveElements([], { x: 0, y: 0 })
  chart.update('none')
}

/** Runs `work` while the canvas of the chart has `ratio` pixels per CSS pixel. */
export function atPixelRatio<T>(chart: Chart<'line', Point[]>, ratio: number, work: () => T): T {
  const { devicePixelRatio } = chart.options
  chart.options.devicePixelRatio = ratio
  chart.resize()
  try {
    return work()
  } finally {
    if (devicePixelRatio === undefined) delete chart.options.devicePixelRatio
    else chart.options.devicePixelRatio = devicePixelRatio
    chart.resize()
  }
}
