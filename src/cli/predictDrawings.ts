import { basename } from 'node:path'
import { parseDrawings } from '../shared/data/drawings'
import type { FileDrawing } from '../shared/data/drawings'
import type { Classifier } from '../shared/engine/classifier'
import { DEFAULT_PEN, networkInput } from '../shared/image/networkInput'
import { argmax } from '../shared/nn/matrix'
import { printLine } from './context'
import { readBytes } from './files'
import { pythonFloat } from './pythonFloat'

/** What a network reads in one drawing. */
interface DrawingReading {
  readonly drawing: FileDrawing
  readonly read: number
  /** (classes,) */
  readonly probabilities: readonly number[]
}

/** Reads every drawing as the pad does. @param pen - in pixels of the 28 x 28 image */
function readDrawings(classifier: Classifier, drawings: readonly FileDrawing[], pen: number): DrawingReading[] {
  const { classes } = classifier.sizes
  const out = new Float64Array(classes)
  return drawings.map((drawing) => {
    const image = networkInput(drawing.strokes, pen) ?? new Uint8Array(classifier.sizes.inputs)
    classifier.predict(image, 1, out)
    return { drawing, read: argmax(out, 0, classes), probabilities: [...out] }
  })
}

const isRight = ({ drawing, read }: DrawingReading): boolean => drawing.label === read

/** `name 0.9312 (931/1000)` for each value of a key, in order. */
function table(readings: readonly DrawingReading[], title: string, key: (reading: DrawingReading) => string): string[] {
  return [...new Set(readings.map(key))]
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => {
      const all = readings.filter((reading) => key(reading) === name)
      const right = all.filter(isRight).length
      return `${title} ${name}  ${(right / all.length).toFixed(4)}  ${right}/${all.length}`
    })
}

/**
 * `predict --drawings`: the accuracy on drawings, per source and class, the whole as its last line; with `json` one object
 * with every reading instead.
 * @param pen - null: that of the file, else the pad's default
 */
export async function predictDrawings(
  classifier: Classifier,
  path: string,
  { pen, json }: { pen: number | null; json: boolean },
): Promise<void> {
  const file = parseDrawings(new TextDecoder().decode(await readBytes(path)), basename(path))
  const width = pen ?? file.pen ?? DEFAULT_PEN
  const readings = readDrawings(classifier, file.digits, width)
  const labelled = readings.filter(({ drawing }) => typeof drawing.label === 'number')
  const accuracy = labelled.length === 0 ? null : labelled.filter(isRight).length / labelled.length
  if (json) {
    const rows = readings.map(({ drawing: { source, writer, label }, read, probabilities }) => ({
      ...{ source, writer, label, read, probabilities },
    }))
    printLine(JSON.stringify({ accuracy, pen: width, readings: rows }))
    return
  }
  for (const line of table(labelled, 'source', ({ drawing }) => drawing.source)) printLine(line)
  for (const line of table(labelled, 'class', ({ drawing }) => String(drawing.label))) printLine(line)
  printLine(`accuracy ${accuracy === null ? 'nan' : pythonFloat(accuracy)}`)
}
