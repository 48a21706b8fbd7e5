import { composePicture } from '../../charts/chartPicture'
import { fontReady, readChartTheme } from '../../charts/chartTheme'
import { surface } from './dataPictures'

/** One split's bars. */
export interface CountColumn {
  readonly title: string
  /** One for each class. */
  readonly counts: readonly number[]
  readonly colour: 'train' | 'test'
}

const ROW = 24
const BAR = 200
const NUMBER = 60
const GAP = 20
/** Wider names are condensed to this; CSS pixels. */
const MAX_NAME_WIDTH = 140

/**
 * How many images each class has, as bars below a title; each split on its own scale, as on the screen.
 * @param names - of the classes, by label
 * @param formatCount - formats a count in the current language
 */
export async function countsPicture(
  columns: readonly CountColumn[],
  names: readonly string[],
  title: string,
  formatCount: (count: number) => string,
): Promise<HTMLCanvasElement> {
  const theme = readChartTheme()
  await fontReady(title + columns.map((column) => column.title).join('') + names.join(''))
  const { ctx: ruler } = surface(1, 1)
  const left = Math.min(MAX_NAME_WIDTH, Math.max(...names.map((name) => ruler.measureText(name).width))) + 14
  const across = BAR + NUMBER + GAP
  const { canvas, ctx } = surface(left + columns.length * across - GAP, (names.length + 1) * ROW)
  ctx.fillStyle = theme.ink
  names.forEach((name, label) => ctx.fillText(name, 0, (label + 1.5) * ROW, MAX_NAME_WIDTH))
  columns.forEach(({ title: head, counts, colour }, index) => {
    const x = left + index * across
    const most = Math.max(1, ...counts)
    ctx.textAlign = 'left'
    ctx.fillStyle = theme.inkSoft
    ctx.fillText(head, x, ROW / 2)
    ctx.textAlign = 'right'
    counts.forEach((count, label) => {
      const y = (label + 1.5) * ROW
      ctx.fillStyle = theme[colour]
      ctx.fillRect(x, y - 5, (count / most) * BAR, 10)
      ctx.fillStyle = theme.ink
      ctx.fillText(formatCount(count), x + BAR + NUMBER, y)
    })
  })
  return composePicture(canvas, { title }, [], theme)
}
