import type { Drawing } from './strokes'

/** A drawing and what was read in it. */
export interface RecentDrawing {
  readonly drawing: Drawing
  /** (784,) u8 as the network saw it. */
  readonly image: Uint8Array
  /** Null when there were no weights to read it with. */
  readonly reading: {
    /** The class by its name, neutral of language: other weights than those that read it may be in use by now. */
    readonly name: string
    readonly share: number
  } | null
}

/** More would not be looked at. */
export const MAX_RECENT = 20

/** The newest first; the same drawing, written on, stays in its place. */
export function remember(list: readonly RecentDrawing[], entry: RecentDrawing): readonly RecentDrawing[] {
  const known = list.findIndex(({ drawing }) => drawing.id === entry.drawing.id)
  if (known === -1) return [entry, ...list].slice(0, MAX_RECENT)
  return list.map((old, index) => (index === known ? entry : old))
}
