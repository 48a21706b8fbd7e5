import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { countCorrect } from '../shared/engine/classifier'
import { createClassifier } from '../shared/engine/createEngine'
import type { EngineKind } from '../shared/engine/engine'
import { decodeNpz } from '../shared/formats/npz'
import { printLine } from './context'
import { readBytes } from './files'
import { loadDataset } from './loadDataset'
import { predictDrawings } from './predictDrawings'
import { pythonFloat } from './pythonFloat'

export interface PredictOptions {
  readonly weights: string
  readonly data?: string
  readonly drawings?: string
  /** In pixels of the 28 x 28 image; null: that of the file, else the pad's default. */
  readonly pen: number | null
  readonly json?: boolean
}

/** Images per turn of the event loop. */
const SLICE = 1000

/** `predict`: the accuracy of saved weights on the test images, or on drawings, as its last line. */
export async function predict(kind: EngineKind, options: PredictOptions): Promise<void> {
  const file = basename(options.weights)
  const bytes = await readBytes(options.weights)
  if (options.drawings !== undefined) {
    const classifier = createClassifier(kind, decodeNpz(bytes, file))
    return predictDrawings(classifier, options.drawings, { pen: options.pen, json: options.json === true })
  }
  const { test, classes } = await loadDataset(options.data)
  const weights = decodeNpz(bytes, file, { inputs: test.rows * test.cols, classes })
  const classifier = createClassifier(kind, weights)
  const { count } = test
  let correct = 0
  for (let start = 0; start < count; start += SLICE) {
    correct += countCorrect(classifier, test, start, Math.min(SLICE, count - start))
    await setImmediate()
  }
  printLine(`accuracy ${pythonFloat(correct / count)}`)
}
