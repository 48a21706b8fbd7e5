import { SHEET } from '../../../shared/image/networkInput'

/** A place on the pad; both coordinates 0..1 from the top left. */
export interface PadPoint {
  readonly x: number
  readonly y: number
}

/** One movement of the pen from touching down to lifting. */
export type Stroke = readonly PadPoint[]

/** What is on the pad. */
export interface Drawing {
  /** One number per drawing, from the first stroke until the pad is cleared. */
  readonly id: number
  readonly strokes: readonly Stroke[]
  /** (280, 280) u8 ink of a picture that was pasted or dropped, under the strokes; null when there is none. */
  readonly picture: Uint8Array | null
}

export interface DrawingState extends Drawing {
  /** The pen is down: the last stroke is growing. */
  readonly drawing: boolean
  /** The eraser is down and has removed something: further removals belong to the same undo step. */
  readonly erasing: boolean
  /** The drawing was labelled: the next stroke begins a new one. */
  readonly finished: boolean
  /** The number of the next drawing. */
  readonly next: number
  /** For undo and redo; clearing can be undone, too. */
  readonly past: readonly Drawing[]
  readonly future: readonly Drawing[]
}

export type DrawingEvent =
  | { readonly type: 'begin'; readonly point: PadPoint }
  | { readonly type: 'extend'; readonly points: readonly PadPoint[] }
  | { readonly type: 'end' }
  /** Removes what the eraser touches; `reach` is its radius as a share of the side. */
  | { readonly type: 'erase'; readonly points: readonly PadPoint[]; readonly reach: number }
  | { readonly type: 'finish' }
  | { readonly type: 'picture'; readonly picture: Uint8Array }
  /** Brings an earlier drawing back. */
  | { readonly type: 'load'; readonly drawing: Drawing }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'clear' }

/** @returns x0, y0, x1, y1, ... of each stroke, as files and `networkInput` have them */
export const flatStrokes = (strokes: readonly Stroke[]): number[][] =>
  strokes.map((stroke) => stroke.flatMap(({ x, y }) => [x, y]))

export const EMPTY_DRAWING: DrawingState = {
  ...{ id: 0, strokes: [], picture: null, drawing: false, erasing: false, finished: false, next: 1 },
  ...{ past: [], future: [] },
}

export const isEmpty = ({ strokes, picture }: Drawing): boolean => strokes.length === 0 && picture === null

/** The one place where the drawing changes. */
export function reduceDrawing(state: DrawingState, event: DrawingEvent): DrawingState {
  switch (event.type) {
    case 'begin': {
      const base = state.finished ? fresh(state) : state
      return { ...changed(state, { ...base, strokes: [...base.strokes, [event.point]] }), drawing: true }
    }
    case 'extend': {
      const last = state.strokes.at(-1)
      if (!state.drawing || last === undefined || event.points.length === 0) return state
      return { ...state, strokes: [...state.strokes.slice(0, -1), [...last, ...event.points]] }
    }
    case 'end':
      return state.drawing || state.erasing ? { ...state, drawing: false, erasing: false } : state
    case 'erase':
      return erase(state, event.points, event.reach)
    case 'finish':
      return isEmpty(state) ? state : { ...state, finished: true }
    case 'picture':
      return changed(state, { ...fresh(state), picture: event.picture })
    case 'load':
      return changed(state, event.drawing)
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined) return state
      return { ...shown(state, before), past: state.past.slice(0, -1), future: [drawingOf(state), ...state.future] }
    }
    case 'redo': {
      const [after, ...future] = state.future
      if (after === undefined) return state
      return { ...shown(state, after), past: [...state.past, drawingOf(state)], future }
    }
    case 'clear':
      return isEmpty(state) ? state : changed(state, fresh(state))
  }
}

const drawingOf = ({ id, strokes, picture }: Drawing): Drawing => ({ id, strokes, picture })
const fresh = ({ next }: DrawingState): Drawing => ({ id: next, strokes: [], picture: null })

function shown(state: DrawingState, drawing: Drawing): DrawingState {
  const next = Math.max(state.next, drawing.id + 1)
  return { ...state, ...drawingOf(drawing), next, drawing: false, erasing: false, finished: false }
}

function changed(state: DrawingState, drawing: Drawing): DrawingState {
  return { ...shown(state, drawing), past: [...state.past, drawingOf(state)], future: [] }
}

function erase(state: DrawingState, points: readonly PadPoint[], reach: number): DrawingState {
  const strokes = state.strokes.filter((stroke) => !points.some((point) => touches(stroke, point, reach)))
  const wiped = state.picture !== null && points.some((point) => hasInk(state.picture, point))
  if (strokes.length === state.strokes.length && !wiped) return state
  const drawing = { id: state.id, strokes, picture: wiped ? null : state.picture }
  // One movement of the eraser is one undo step, however much it removes.
  return { ...(state.erasing ? { ...state, ...drawing } : changed(state, drawing)), erasing: true }
}

/** Whether a point lies within `reach` of a stroke. */
function touches(stroke: Stroke, point: PadPoint, reach: number): boolean {
  return stroke.some((end, index) => {
    const start = stroke[Math.max(0, index - 1)] ?? end
    const [dx, dy] = [end.x - start.x, end.y - start.y]
    const length = dx * dx + dy * dy
    const share = length === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length
    const along = Math.max(0, Math.min(1, share))
    return Math.hypot(point.x - start.x - along * dx, point.y - start.y - along * dy) <= reach
  })
}

function hasInk(picture: Uint8Array | null, { x, y }: PadPoint): boolean {
  return (picture?.[Math.floor(y * SHEET) * SHEET + Math.floor(x * SHEET)] ?? 0) > 127
}
