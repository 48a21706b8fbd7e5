import { basename } from 'node:path'
import { parseDrawings } from '../shared/data/drawings'
import type { FileDrawing } from '../shared/data/drawings'
import type { Classifier } from '../shared/engine/classifier'
import { DEFAULT_PEN, networkInput } from '../shared/image/networkInput'
import { argmax } from '../shared/nn/matrix'
import { printLine } from './context'
import { readBytes } from './files'
import { pythonFloat } from './pythonFloat'

/** The prediction for one drawing. */
interface DrawingReading {
  readonly drawing: FileDrawing
  /** The most probable class. */
  readonly read: number
  /** (classes,) */
  readonly probabilities: readonly number[]
}

/** Classifies every drawing as the pad does. @param pen - in pixels of the 28 x 28 image */
function readDrawings(classifier: Classifier, drawings: readonly FileDrawing[], pen: number): DrawingReading[] {
  const { classes } = classifier.sizes
  const out = new Float64Array(classes)
  return drawings.map((drawing) => {
    const image = networkInput(drawing.strokes, pen) ?? new Uint8Array(classifier.sizes.inputs)
    classifier.predict(image, 1, out)
    return { drawing, read: argmax(out, 0, classes), probabilities: [...out] }
  })
}

const isCorrect = ({ drawing, read }: DrawingReading): boolean => drawing.label === read

/** `name 0.9312 (931/1000)` for each value of a key, in order. */
function table(readings: readonly DrawingReading[], title: string, key: (reading: DrawingReading) => string): string[] {
  return [...new Set(readings.map(key))]
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => {
      const all = readings.filter((reading) => key(reading) === name)
      const right = all.filter(isCorrect).length
      return `${title} ${name}  ${(right / all.length).toFixed(4)}  ${right}/${all.length}`
    })
}

/**
 * `predict --drawings`: prints the accuracy on drawings per source and class, and the total as the last line; with `json` one
 * object with every prediction instead.
 * @param pen - pixels of the 28 x 28 image; null: that of the file, else the pad's default
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
  const accuracy = labelled.length === 0 ? null : labelled.filter(isCorrect).length / labelled.length
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
