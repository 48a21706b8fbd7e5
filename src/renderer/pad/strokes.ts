/** A place on the pad; both coordinates 0..1 from the top left. */
export interface PadPoint {
  readonly x: number
  readonly y: number
}

/** One movement of the pen from touching down to lifting. */
export type Stroke = readonly PadPoint[]

export interface DrawingState {
  readonly strokes: readonly Stroke[]
  /** The pen is down: the last stroke still grows. */
  readonly drawing: boolean
  /** Strokes lists to go back to and forth to; clearing can be undone, too. */
  readonly past: readonly (readonly Stroke[])[]
  readonly future: readonly (readonly Stroke[])[]
}

export type DrawingEvent =
  | { readonly type: 'begin'; readonly point: PadPoint }
  | { readonly type: 'extend'; readonly points: readonly PadPoint[] }
  | { readonly type: 'end' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'clear' }

export const EMPTY_DRAWING: DrawingState = { strokes: [], drawing: false, past: [], future: [] }

/** The one place where the drawing changes. */
export function reduceDrawing(state: DrawingState, event: DrawingEvent): DrawingState {
  switch (event.type) {
    case 'begin':
      return changed(state, [...state.strokes, [event.point]], true)
    case 'extend': {
      const last = state.strokes.at(-1)
      if (!state.drawing || last === undefined || event.points.length === 0) return state
      return { ...state, strokes: [...state.strokes.slice(0, -1), [...last, ...event.points]] }
    }
    case 'end':
      return state.drawing ? { ...state, drawing: false } : state
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined) return state
      return {
        strokes: before,
        drawing: false,
        past: state.past.slice(0, -1),
        future: [state.strokes, ...state.future],
      }
    }
    case 'redo': {
      const [after, ...future] = state.future
      if (after === undefined) return state
      return { strokes: after, drawing: false, past: [...state.past, state.strokes], future }
    }
    case 'clear':
      return state.strokes.length === 0 ? state : changed(state, [], false)
  }
}

function changed(state: DrawingState, strokes: readonly Stroke[], drawing: boolean): DrawingState {
  return { strokes, drawing, past: [...state.past, state.strokes], future: [] }
}
