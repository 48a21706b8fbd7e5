import type { Chart, Plugin } from 'chart.js'
import type { Annotations, ChartMark, ChartRing } from './chartSpec'
import { FONT_FAMILY } from './chartTheme'
import type { ChartTheme } from './chartTheme'

const GAP = 5
const ROW_HEIGHT = 14

/** Draws what Chart.js itself cannot: a horizontal title of the y axis, event lines, the best point. */
export function annotationsPlugin(read: () => { annotations: Annotations; theme: ChartTheme }): Plugin<'line'> {
  return {
    id: 'annotations',
    afterDatasetsDraw(chart) {
      const { annotations, theme } = read()
      const { ctx } = chart
      ctx.save()
      ctx.font = `${11 * theme.scale}px ${FONT_FAMILY}`
      drawTitle(chart, annotations.yTitle, theme)
      const rows: number[] = []
      for (const mark of annotations.marks) drawMark(chart, mark, theme, rows)
      if (annotations.ring) drawRing(chart, annotations.ring, theme)
      ctx.restore()
    },
  }
}

function drawTitle({ ctx, chartArea }: Chart, title: string, theme: ChartTheme): void {
  ctx.fillStyle = theme.inkFaint
  ctx.textAlign = 'left'
  ctx.textBaseline = 'bottom'
  ctx.fillText(title, 2, chartArea.top - 9)
}

function drawMark({ ctx, chartArea, scales }: Chart, mark: ChartMark, theme: ChartTheme, rows: number[]): void {
  const x = scales['x']?.getPixelForValue(mark.x)
  if (x === undefined || x < chartArea.left || x > chartArea.right) return
  ctx.strokeStyle = mark.strong ? theme.inkSoft : theme.inkFaint
  ctx.lineWidth = 1
  ctx.setLineDash(mark.strong ? [4, 3] : [1, 3])
  ctx.beginPath()
  ctx.moveTo(x, chartArea.top)
  ctx.lineTo(x, chartArea.bottom)
  ctx.stroke()
  ctx.setLineDash([])
  ctx.fillStyle = mark.strong ? theme.inkSoft : theme.inkFaint
  ctx.textAlign = 'center'
  ctx.textBaseline = 'bottom'
  ctx.fillText(mark.glyph, x, chartArea.top - 1)
  if (mark.label === '') return
  const onLeft = x > (chartArea.left + chartArea.right) / 2
  const width = ctx.measureText(mark.label).width + GAP
  const start = onLeft ? x - width : x
  // The first row whose last label ends before this one begins.
  const free = rows.findIndex((end) => end <= start)
  const row = free < 0 ? rows.length : free
  rows[row] = start + width + GAP
  ctx.fillStyle = theme.inkSoft
  ctx.textAlign = onLeft ? 'right' : 'left'
  ctx.textBaseline = 'top'
  ctx.fillText(mark.label, x + (onLeft ? -GAP : GAP), chartArea.top + 2 + row * ROW_HEIGHT * theme.scale)
}

function drawRing({ ctx, chartArea, scales }: Chart, ring: ChartRing, theme: ChartTheme): void {
  const x = scales['x']?.getPixelForValue(ring.x)
  const y = scales['y']?.getPixelForValue(ring.y)
  if (x === undefined || y === undefined || x < chartArea.left - 1 || x > chartArea.right + 1) return
  ctx.strokeStyle = theme.test
  ctx.fillStyle = theme.sheet
  ctx.lineWidth = 2
  ctx.beginPath()
  ctx.arc(x, y, 4.5, 0, 2 * Math.PI)
  ctx.fill()
  ctx.stroke()
  ctx.fillStyle = theme.inkSoft
  ctx.textBaseline = 'top'
  ctx.textAlign = x > chartArea.right - 60 ? 'right' : 'center'
  ctx.fillText(ring.label, Math.min(x, chartArea.right), y + 10)
}

/** Largest distance of the pointer from a mark whose note is shown, as a share of the visible range. */
const NEAR = 0.012

/** @returns the notes of the marks at `x` */
export function notesNear({ marks, ring }: Annotations, x: number, width: number): string[] {
  const near = (at: number) => Math.abs(at - x) <= NEAR * width
  const notes = marks.filter((mark) => near(mark.x)).map((mark) => mark.note)
  return ring && near(ring.x) ? [...notes, ring.note] : notes
}
