import type { FileDrawing } from '../../src/shared/data/drawings'

/**
 * Reads the UNIPEN text of the pen-based digits of UCI (E. Alpaydin, F. Alimoglu): `.SEGMENT DIGIT ... "8"`, `.COMMENT digit
 * writer sample`, points between `.PEN_DOWN` and `.PEN_UP`, y upwards.
 * @param side - of the tablet, in its units
 * @returns the drawings, y downwards, 0..1 of the tablet
 */
export function parseUnipen(text: string, source: string, side = 500): FileDrawing[] {
  const drawings: { source: string; writer: string; label: number; strokes: number[][] }[] = []
  let stroke: number[] | null = null
  for (const line of text.split(/\r?\n/)) {
    const [word = '', ...rest] = line.trim().split(/\s+/)
    const last = drawings.at(-1)
    if (word === '.SEGMENT') {
      const label = Number(/"(\d)"/.exec(line)?.[1])
      drawings.push({ source, writer: '', label, strokes: [] })
    } else if (word === '.COMMENT' && last) last.writer = rest[1] ?? ''
    else if (word === '.PEN_DOWN' && last) last.strokes.push((stroke = []))
    else if (word === '.PEN_UP') stroke = null
    else if (stroke !== null && /^-?\d/.test(word)) stroke.push(Number(word) / side, 1 - Number(rest[0]) / side)
  }
  return drawings.map((drawing) => ({ ...drawing, strokes: drawing.strokes.filter(({ length }) => length > 0) }))
}
