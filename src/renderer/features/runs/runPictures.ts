import { Chart } from 'chart.js'
import type { ChartDataset } from 'chart.js'
import type { ChartPicture } from '../../../shared/runs/archive'
import type { RunCurves } from '../../../shared/runs/record'
// Registers the parts of Chart.js that a line chart needs.
import '../../charts/liveChart'
import { decimate } from '../../charts/buckets'
import type { Point } from '../../charts/buckets'
import { FONT_FAMILY, fontReady, readChartTheme } from '../../charts/chartTheme'
import type { ChartTheme } from '../../charts/chartTheme'
import { Series } from '../../charts/series'
import { seriesOf } from './compareChart'
import type { Translator } from './runLabels'

const WIDTH = 900
const HEIGHT = 560
/** Twice the size: sharp in print and on dense screens. */
const SCALE = 2
const POINTS = 2000

type Line = ChartDataset<'line', Point[]> & { readonly borderDash?: number[] }

/** The two charts of the book as PNG, drawn as the window would draw them. */
export async function runPictures(curves: RunCurves, title: string, speaker: Translator): Promise<ChartPicture[]> {
  const { t } = speaker
  const theme = readChartTheme()
  const words = ['trainAccuracy', 'testAccuracy', 'lossLegend'].map((key) => t(`runs.${key}`))
  await fontReady(title + words.join('') + t('runs.chart.epoch') + t('runs.chart.iteration'))
  const own = (colour: string, label: string) => ({
    label,
    borderColor: colour,
    backgroundColor: colour,
    pointRadius: 0,
  })
  const epochs = (name: 'trainAccuracy' | 'testAccuracy') => curves.epochs.map((e) => ({ x: e.epoch, y: e[name] }))
  const raw = new Series()
  curves.losses.forEach((loss, iteration) => raw.append(iteration, loss))
  const thin = (series: Series) => decimate(series, { from: 0, to: Infinity, budget: POINTS })
  const accuracy: Line[] = [
    { ...own(theme.train, words[0] ?? ''), borderWidth: 2, data: epochs('trainAccuracy') },
    { ...own(theme.test, words[1] ?? ''), borderWidth: 2, borderDash: [8, 4], data: epochs('testAccuracy') },
  ]
  const loss: Line[] = [
    { ...own(theme.loss, t('runs.chart.loss')), borderWidth: 2, data: thin(seriesOf(curves, 'loss')) },
    { ...own(theme.lossPale, words[2] ?? ''), borderWidth: 1, data: thin(raw) },
  ]
  return [
    { name: 'accuracy', png: await draw(accuracy, { x: t('runs.chart.epoch'), title, top: 1 }, theme) },
    { name: 'loss', png: await draw(loss, { x: t('runs.chart.iteration'), title, top: null }, theme) },
  ]
}

async function draw(datasets: Line[], words: { x: string; title: string; top: number | null }, theme: ChartTheme) {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const font = { family: FONT_FAMILY, size: 13 }
  const ticks = { color: theme.inkSoft, font }
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets },
    options: {
      animation: false,
      responsive: false,
      parsing: false,
      devicePixelRatio: SCALE,
      layout: { padding: 24 },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          ticks,
          grid: { display: false },
          title: { display: true, text: words.x, ...ticks },
        },
        y: {
          type: 'linear',
          min: 0,
          ...(words.top === null ? {} : { max: words.top }),
          ticks,
          grid: { color: theme.line },
        },
      },
    },
    plugins: [
      {
        id: 'paper',
        beforeDraw({ ctx, width, height }) {
          ctx.fillStyle = theme.sheet
          ctx.fillRect(0, 0, width, height)
        },
        afterDraw({ ctx, chartArea }) {
          ctx.font = `600 15px ${FONT_FAMILY}`
          ctx.fillStyle = theme.ink
          ctx.textBaseline = 'middle'
          ctx.fillText(words.title, chartArea.left, 20)
          drawLegend(ctx, datasets, chartArea.right, theme)
        },
      },
    ],
  })
  try {
    return await pngOf(canvas)
  } finally {
    chart.destroy()
  }
}

function drawLegend(ctx: CanvasRenderingContext2D, lines: readonly Line[], right: number, theme: ChartTheme): void {
  ctx.font = `13px ${FONT_FAMILY}`
  let x = right
  for (const { label, borderColor, borderDash } of [...lines].reverse()) {
    x -= ctx.measureText(label ?? '').width
    ctx.fillStyle = theme.inkSoft
    ctx.fillText(label ?? '', x, 20)
    ctx.strokeStyle = String(borderColor)
    ctx.setLineDash(borderDash ?? [])
    ctx.lineWidth = 2.5
    ctx.beginPath()
    ctx.moveTo(x - 34, 20)
    ctx.lineTo(x - 8, 20)
    ctx.stroke()
    x -= 52
  }
  ctx.setLineDash([])
}

function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(async (blob) => {
      if (blob) resolve(new Uint8Array(await blob.arrayBuffer()))
      else reject(new Error('the canvas gave no picture'))
    }, 'image/png'),
  )
}
