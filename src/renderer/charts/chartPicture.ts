import { FONT_FAMILY } from './chartTheme'
import type { ChartTheme } from './chartTheme'

/** A line of the legend as it is drawn into a picture. */
export interface PictureLegend {
  readonly label: string
  readonly colour: string
  readonly dashed: boolean
}

/** Pictures are drawn twice as fine as the screen: they end up in slides and reports. */
export const PICTURE_SCALE = 2
const PADDING = 20
const HEAD = 58

/**
 * Puts a drawn chart on paper, under its title and legend.
 * @param chart - the chart at {@link PICTURE_SCALE}
 * @returns a canvas of its own
 */
export function composePicture(
  chart: HTMLCanvasElement,
  title: string,
  legend: readonly PictureLegend[],
  theme: Pick<ChartTheme, 'ink' | 'inkSoft' | 'sheet'>,
): HTMLCanvasElement {
  const picture = document.createElement('canvas')
  picture.width = chart.width + 2 * PADDING * PICTURE_SCALE
  picture.height = chart.height + (HEAD + PADDING) * PICTURE_SCALE
  const ctx = picture.getContext('2d')
  if (!ctx) return picture
  ctx.fillStyle = theme.sheet
  ctx.fillRect(0, 0, picture.width, picture.height)
  ctx.save()
  ctx.scale(PICTURE_SCALE, PICTURE_SCALE)
  ctx.textBaseline = 'middle'
  ctx.fillStyle = theme.ink
  ctx.font = `600 15px ${FONT_FAMILY}`
  ctx.fillText(title, PADDING, PADDING + 6)
  ctx.font = `12px ${FONT_FAMILY}`
  let x = PADDING
  for (const { label, colour, dashed } of legend) {
    ctx.strokeStyle = colour
    ctx.lineWidth = 2.5
    ctx.setLineDash(dashed ? [5, 3] : [])
    ctx.beginPath()
    ctx.moveTo(x, PADDING + 28)
    ctx.lineTo(x + 18, PADDING + 28)
    ctx.stroke()
    ctx.fillStyle = theme.inkSoft
    ctx.fillText(label, x + 24, PADDING + 28)
    x += 24 + ctx.measureText(label).width + 18
  }
  ctx.restore()
  ctx.drawImage(chart, PADDING * PICTURE_SCALE, HEAD * PICTURE_SCALE)
  return picture
}

/** @returns the picture as a PNG file */
export function pngOf(picture: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png')
  })
}
