import type { ChartDataset } from 'chart.js'
import { FONT_FAMILY } from './chartTheme'
import type { ChartTheme } from './chartTheme'

/** One entry of the legend of a picture. */
export interface PictureLegend {
  readonly label: string
  readonly colour: string
  readonly dashed: boolean
}

/** Pictures have twice the resolution of a plain screen: they end up in slides and reports. */
export const PICTURE_SCALE = 2
/** Space around the chart, and above it for title and legend; CSS pixels. */
export const PICTURE_MARGIN = { side: 20, top: 58 } as const

/** @returns the legend of the lines of a chart, in their order */
export const legendOf = (datasets: readonly ChartDataset<'line', unknown>[]): PictureLegend[] =>
  datasets.map(({ label = '', borderColor, borderDash }) => ({
    label,
    colour: typeof borderColor === 'string' ? borderColor : '',
    dashed: Array.isArray(borderDash) && borderDash.length > 0,
  }))

/**
 * Draws a chart below its title, with a subtitle to its right, and its legend on an opaque background.
 * @param chart - the chart at {@link PICTURE_SCALE}
 * @returns a new canvas
 */
export function composePicture(
  chart: HTMLCanvasElement,
  { title, subtitle = '' }: { readonly title: string; readonly subtitle?: string },
  legend: readonly PictureLegend[],
  theme: Pick<ChartTheme, 'ink' | 'inkSoft' | 'sheet'>,
): HTMLCanvasElement {
  const { side, top } = PICTURE_MARGIN
  const picture = document.createElement('canvas')
  picture.width = chart.width + 2 * side * PICTURE_SCALE
  picture.height = chart.height + (top + side) * PICTURE_SCALE
  const ctx = picture.getContext('2d')
  if (!ctx) return picture
  ctx.fillStyle = theme.sheet
  ctx.fillRect(0, 0, picture.width, picture.height)
  ctx.save()
  ctx.scale(PICTURE_SCALE, PICTURE_SCALE)
  ctx.textBaseline = 'middle'
  ctx.fillStyle = theme.ink
  ctx.font = `600 15px ${FONT_FAMILY}`
  ctx.fillText(title, side, side + 6)
  const titleEnd = side + ctx.measureText(title).width + 12
  ctx.font = `12px ${FONT_FAMILY}`
  ctx.fillStyle = theme.inkSoft
  ctx.fillText(subtitle, titleEnd, side + 7, Math.max(1, chart.width / PICTURE_SCALE + side - titleEnd))
  let x = side
  for (const { label, colour, dashed } of legend) {
    ctx.strokeStyle = colour
    ctx.lineWidth = 2.5
    ctx.setLineDash(dashed ? [5, 3] : [])
    ctx.beginPath()
    ctx.moveTo(x, side + 28)
    ctx.lineTo(x + 18, side + 28)
    ctx.stroke()
    ctx.fillStyle = theme.inkSoft
    ctx.fillText(label, x + 24, side + 28)
    x += 24 + ctx.measureText(label).width + 18
  }
  ctx.restore()
  ctx.drawImage(chart, side * PICTURE_SCALE, top * PICTURE_SCALE)
  return picture
}

/** @returns the picture as a PNG file */
export function pngOf(picture: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png')
  })
}
