import { z } from 'zod'
import { StudioError } from '../core/errors'

/** A drawing in a file, with its writer and label. */
export interface FileDrawing {
  /** Origin, such as the name of a collection. */
  readonly source: string
  readonly writer: string
  /** A digit, the name of another class, or null when unlabelled. */
  readonly label: number | string | null
  /** x0, y0, x1, y1, ... of each stroke; 0..1 = the pad from its upper left corner, y downwards. */
  readonly strokes: readonly (readonly number[])[]
}

/** A file of drawings. */
export interface DrawingsFile {
  /** Width of the pen in pixels of the 28 x 28 image; absent when the file has none. */
  readonly pen?: number
  readonly digits: readonly FileDrawing[]
}

/** Coordinates beyond this, far outside the pad, are refused. */
const FARTHEST = 1e6
const MAX_NAME = 200

const name = z.union([z.string().max(MAX_NAME), z.number()]).transform(String)
const stroke = z
  .array(z.number().min(-FARTHEST).max(FARTHEST))
  .min(2)
  .refine(({ length }) => length % 2 === 0, 'a stroke has an x and a y for each point')
const drawing = z.tuple([
  name,
  name,
  z.union([z.int().min(0), z.string().min(1).max(MAX_NAME), z.null()]),
  z.array(stroke).min(1),
])
const schema = z.object({ pen: z.exactOptional(z.number().min(0.5).max(10)), digits: z.array(drawing).min(1) })

/**
 * Reads `{ "digits": [[source, writer, label, [[x0, y0, x1, y1, ...], ...]], ...] }`; `"pen"` is optional.
 * @param text - the file; a byte order mark is ignored
 * @param file - for messages
 * @throws DRAWINGS_INVALID, with the path of the first fault
 */
export function parseDrawings(text: string, file: string): DrawingsFile {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw invalid(file, 'JSON', error instanceof Error ? error.message : String(error))
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalid(file, issue?.path.join('.') || '{}', issue?.message ?? '')
  }
  const { digits, ...rest } = parsed.data
  return { ...rest, digits: digits.map(([source, writer, label, strokes]) => ({ source, writer, label, strokes })) }
}

const invalid = (file: string, at: string, reason: string): StudioError =>
  new StudioError('DRAWINGS_INVALID', { file, at, reason })

/** Writes what {@link parseDrawings} reads, one drawing per line. */
export function encodeDrawings({ pen, digits }: DrawingsFile): string {
  const lines = digits.map(({ source, writer, label, strokes }) => JSON.stringify([source, writer, label, strokes]))
  const head = pen === undefined ? '' : `"pen": ${pen}, `
  return `{ ${head}"digits": [\n${lines.join(',\n')}\n] }\n`
}
