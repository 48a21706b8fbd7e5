import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { StudioError } from '../shared/contract/errors'
import type { Dataset } from '../shared/data/dataset'
import { createEngine } from '../shared/engine/createEngine'
import type { EngineKind } from '../shared/engine/engine'
import { decodeNpz } from '../shared/weights/npz'
import type { Weights } from '../shared/weights/weights'
import { printLine } from './context'
import { readBytes } from './files'
import { loadDataset } from './loadDataset'
import { pythonFloat } from './pythonFloat'

export interface PredictOptions {
  readonly weights: string
  readonly data?: string
}

/** Images per turn of the event loop. */
const SLICE = 1000

/** The network must take the dataset's images and know its classes. @throws WEIGHTS_SHAPE */
function checkShapes(weights: Weights, { test, classes }: Dataset, file: string): void {
  const { inputs, hidden, classes: outputs } = weights
  const pixels = test.rows * test.cols
  if (inputs !== pixels) {
    const detail = { file, array: 'W1', expected: `(${pixels}, ${hidden})`, found: `(${inputs}, ${hidden})` }
    throw new StudioError('WEIGHTS_SHAPE', detail)
  }
  if (outputs !== classes) {
    const detail = { file, array: 'W2', expected: `(${hidden}, ${classes})`, found: `(${hidden}, ${outputs})` }
    throw new StudioError('WEIGHTS_SHAPE', detail)
  }
}

/** `predict`: the accuracy of saved weights on the test images, as its last line. */
export async function predict(kind: EngineKind, options: PredictOptions): Promise<void> {
  const file = basename(options.weights)
  const weights = decodeNpz(await readBytes(options.weights), file)
  const dataset = await loadDataset(options.data)
  checkShapes(weights, dataset, file)
  const engine = await createEngine(kind)
  try {
    engine.load('test', dataset.test)
    engine.initialise(weights, 'sgd', 1)
    const { count } = dataset.test
    let correct = 0
    for (let start = 0; start < count; start += SLICE) {
      correct += engine.countCorrect('test', start, Math.min(SLICE, count - start))
      await setImmediate()
    }
    printLine(`accuracy ${pythonFloat(correct / count)}`)
  } finally {
    engine.dispose()
  }
}
