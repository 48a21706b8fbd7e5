import type { PadPoint, Stroke } from './strokes'

/** The canvas calls this needs; a parameter, so that a test can count segments. */
export type InkContext = Pick<
  CanvasRenderingContext2D,
  'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'clearRect' | 'lineWidth' | 'lineCap' | 'lineJoin' | 'strokeStyle'
>

/** How the ink looks. What the network sees does not depend on it. */
export interface InkStyle {
  /** Side of the canvas in its own pixels. */
  readonly side: number
  /** Pen width as a share of the side. */
  readonly pen: number
  readonly colour: string
}

/** Draws strokes on a canvas; while a drawing only grows, only its new segments are drawn. */
export class Ink {
  readonly #context: InkContext
  #style: InkStyle | null = null
  #drawn: readonly Stroke[] = []

  constructor(context: InkContext) {
    this.#context = context
  }

  /** Shows `strokes` on the canvas. */
  show(strokes: readonly Stroke[], style: InkStyle): void {
    const fresh = this.#style === null || !sameStyle(this.#style, style) || !grewFrom(this.#drawn, strokes)
    if (fresh) {
      this.#context.clearRect(0, 0, style.side, style.side)
      this.#drawn = []
    }
    this.#style = style
    strokes.forEach((stroke, index) => this.#line(stroke, this.#drawn[index]?.length ?? 0, style))
    this.#drawn = strokes
  }

  #line(stroke: Stroke, drawn: number, style: InkStyle): void {
    if (drawn === stroke.length) return
    const context = this.#context
    // Chromium resets these when the canvas changes its size, so they are set each time.
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.lineWidth = style.pen * style.side
    context.strokeStyle = style.colour
    context.beginPath()
    const start = stroke[Math.max(0, drawn - 1)]
    if (start === undefined) return
    context.moveTo(start.x * style.side, start.y * style.side)
    // A line to the point itself: a touch without a movement leaves a round dot.
    const rest: readonly PadPoint[] = drawn === 0 ? stroke : stroke.slice(drawn)
    for (const point of rest) context.lineTo(point.x * style.side, point.y * style.side)
    context.stroke()
  }
}

const sameStyle = (a: InkStyle, b: InkStyle): boolean => a.side === b.side && a.pen === b.pen && a.colour === b.colour

/** Whether `next` is `drawn` with only its last stroke longer or strokes added. */
function grewFrom(drawn: readonly Stroke[], next: readonly Stroke[]): boolean {
  if (next.length < drawn.length) return false
  return drawn.every((stroke, index) => {
    const now = next[index]
    if (now === stroke) return true
    return index === drawn.length - 1 && now !== undefined && now.length >= stroke.length && now[0] === stroke[0]
  })
}
