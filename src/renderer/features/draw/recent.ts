import type { Drawing } from './strokes'

/** A drawing and its prediction. */
export interface RecentDrawing {
  readonly drawing: Drawing
  /** (784,) u8 as the network saw it. */
  readonly image: Uint8Array
  /** Null when there were no weights to classify it with. */
  readonly reading: {
    /** The class name, independent of language: the weights in use may be others by now. */
    readonly name: string
    readonly share: number
  } | null
}

/** Most drawings that are kept. */
export const MAX_RECENT = 20

/** Adds a drawing, newest first; a drawing that was continued keeps its place. */
export function remember(list: readonly RecentDrawing[], entry: RecentDrawing): readonly RecentDrawing[] {
  const known = list.findIndex(({ drawing }) => drawing.id === entry.drawing.id)
  if (known === -1) return [entry, ...list].slice(0, MAX_RECENT)
  return list.map((old, index) => (index === known ? entry : old))
}
