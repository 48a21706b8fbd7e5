import { greyPixels } from '../../ui/pixels'
import { PICTURE_SCALE, composePicture } from '../../charts/chartPicture'
import { FONT_FAMILY, fontReady, readChartTheme } from '../../charts/chartTheme'
import type { ChartTheme } from '../../charts/chartTheme'
import type { PixelStats } from './pixelStats'

/** A canvas drawn on in CSS pixels, with {@link PICTURE_SCALE} times the resolution. */
export function surface(width: number, height: number): { canvas: HTMLCanvasElement; ctx: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas')
  canvas.width = width * PICTURE_SCALE
  canvas.height = height * PICTURE_SCALE
  const ctx = canvas.getContext('2d')
  if (ctx === null) throw new Error('no canvas')
  ctx.scale(PICTURE_SCALE, PICTURE_SCALE)
  ctx.font = `11px ${FONT_FAMILY}`
  ctx.textBaseline = 'middle'
  return { canvas, ctx }
}

const TILE = 84
const GAP = 8
const NAME = 20
const COLUMNS = 10

/**
 * The mean image of each class with its name, below a title.
 * @param means - (names.length, rows * cols) u8
 * @param scale - label of the grey scale
 */
export async function meansPicture(
  { means, rows, cols }: { means: Uint8Array; rows: number; cols: number },
  names: readonly string[],
  title: string,
  scale: string,
): Promise<HTMLCanvasElement> {
  const theme = readChartTheme()
  await fontReady(title + scale + names.join(''))
  const lines = Math.ceil(names.length / COLUMNS)
  const across = Math.min(COLUMNS, names.length)
  const { canvas, ctx } = surface(across * (TILE + GAP) - GAP, lines * (TILE + NAME + GAP) + NAME)
  const small = document.createElement('canvas')
  small.width = cols
  small.height = rows
  ctx.imageSmoothingEnabled = false
  ctx.fillStyle = theme.ink
  ctx.textAlign = 'center'
  names.forEach((name, label) => {
    const [x, y] = [(label % COLUMNS) * (TILE + GAP), Math.floor(label / COLUMNS) * (TILE + NAME + GAP)]
    const image = greyPixels(means.subarray(label * rows * cols, (label + 1) * rows * cols))
    small.getContext('2d')?.putImageData(new ImageData(image, cols, rows), 0, 0)
    ctx.drawImage(small, x, y, TILE, TILE)
    ctx.fillText(name, x + TILE / 2, y + TILE + NAME / 2, TILE)
  })
  greyScale(ctx, canvas.height / PICTURE_SCALE - NAME / 2, scale, theme)
  return composePicture(canvas, { title }, [], theme)
}

function greyScale(ctx: CanvasRenderingContext2D, y: number, label: string, theme: ChartTheme): void {
  const greys = ctx.createLinearGradient(0, 0, 72, 0)
  greys.addColorStop(0, 'rgb(0, 0, 0)')
  greys.addColorStop(1, 'rgb(255, 255, 255)')
  ctx.fillStyle = greys
  ctx.fillRect(0, y - 4, 72, 8)
  ctx.strokeStyle = theme.inkFaint
  ctx.lineWidth = 0.5
  ctx.strokeRect(0, y - 4, 72, 8)
  ctx.fillStyle = theme.inkSoft
  ctx.textAlign = 'left'
  ctx.fillText(label, 80, y)
}

const PLOT = { width: 720, height: 260, left: 44, bottom: 42 }
const SUPERSCRIPTS = [...'⁰¹²³⁴⁵⁶⁷⁸⁹']
const TICKS = [0, 64, 128, 192, 255]

/** The histogram of pixel values, below a title. @param axes - titles of the two axes */
export async function histogramPicture(
  { bars, low, high }: PixelStats,
  title: string,
  axes: { readonly x: string; readonly y: string },
): Promise<HTMLCanvasElement> {
  const theme = readChartTheme()
  await fontReady(title + axes.x + axes.y)
  const { width, height, left, bottom } = PLOT
  const { canvas, ctx } = surface(left + width, height + bottom + 30)
  ctx.translate(left, 30)
  ctx.strokeStyle = theme.line
  ctx.fillStyle = theme.inkSoft
  ctx.textAlign = 'left'
  ctx.fillText(axes.y, -left, -22)
  ctx.textAlign = 'right'
  for (let power = low; power <= high; power++) {
    const y = height - (height * (power - low)) / Math.max(1, high - low)
    ctx.beginPath()
    ctx.moveTo(0, y)
    ctx.lineTo(width, y)
    ctx.stroke()
    ctx.fillText(`10${SUPERSCRIPTS[power] ?? `^${power}`}`, -8, y)
  }
  const step = width / bars.length
  ctx.fillStyle = theme.accent
  bars.forEach((bar, index) => {
    const tall = bar.height * height
    ctx.fillRect(index * step + 0.5, height - tall, step - 1, tall)
  })
  ctx.fillStyle = theme.inkSoft
  ctx.textAlign = 'center'
  for (const tick of TICKS)
    ctx.fillText(String(tick), Math.min(width - 10, Math.max(4, (tick / 255) * width)), height + 12)
  ctx.fillText(axes.x, width / 2, height + 32)
  return composePicture(canvas, { title }, [], theme)
}
