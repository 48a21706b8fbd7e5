import type { ChartDataset } from 'chart.js'
import type { Point } from './buckets'
import { PICTURE_MARGIN, PICTURE_SCALE, composePicture, legendOf } from './chartPicture'
import { FONT_FAMILY } from './chartTheme'
import type { ChartTheme } from './chartTheme'
import { Chart } from './chartjs'

/** Size of the picture in CSS pixels; the file has {@link PICTURE_SCALE} times as many. */
const WIDTH = 900
const HEIGHT = 560

/** A line of a picture. */
export type PictureLine = ChartDataset<'line', Point[]> & { readonly borderDash?: number[] }

/**
 * Draws lines as a picture with title and legend, without a chart on the page.
 * @param texts - title and subtitle of the picture, title of the x axis
 * @param max - end of the y axis; null = from the data
 */
export function linesPicture(
  lines: PictureLine[],
  texts: { readonly title: string; readonly subtitle: string; readonly x: string },
  max: number | null,
  theme: ChartTheme,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH - 2 * PICTURE_MARGIN.side
  canvas.height = HEIGHT - PICTURE_MARGIN.top - PICTURE_MARGIN.side
  const ticks = { color: theme.inkSoft, font: { family: FONT_FAMILY, size: 13 } }
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets: lines },
    options: {
      animation: false,
      responsive: false,
      parsing: false,
      devicePixelRatio: PICTURE_SCALE,
      scales: {
        x: {
          type: 'linear',
          min: 0,
          ticks,
          grid: { display: false },
          title: { display: true, text: texts.x, ...ticks },
        },
        y: { type: 'linear', min: 0, ...(max === null ? {} : { max }), ticks, grid: { color: theme.line } },
      },
    },
  })
  try {
    return composePicture(canvas, texts, legendOf(lines), theme)
  } finally {
    chart.destroy()
  }
}
