import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { join } from 'node:path'
import type { Dataset, ImageSet } from '../../src/shared/data/dataset'
import type { FileDrawing } from '../../src/shared/data/drawings'
import { mixHandwriting } from '../../src/shared/data/handwriting/mixHandwriting'
import { classify } from '../../src/shared/engine/classifier'
import { createClassifier, createEngine } from '../../src/shared/engine/createEngine'
import { networkInput } from '../../src/shared/image/networkInput'
import type { Weights } from '../../src/shared/nn/weights'
import { BOOK_DEFAULTS } from '../../src/shared/training/hyperparameters'
import type { Hyperparameters } from '../../src/shared/training/hyperparameters'
import { TrainingSession } from '../../src/shared/training/session'
import { parseUnipen } from './unipen'

/** MNIST from the folder with its four .gz files. */
export function loadMnist(folder: string): Dataset {
  const read = (file: string, header: number) =>
    new Uint8Array(gunzipSync(readFileSync(join(folder, `${file}.gz`)))).subarray(header)
  const split = (prefix: string): ImageSet => {
    const labels = read(`${prefix}-labels-idx1-ubyte`, 8)
    return { images: read(`${prefix}-images-idx3-ubyte`, 16), labels, count: labels.length, rows: 28, cols: 28 }
  }
  return { name: 'mnist', source: 'folder', classes: 10, train: split('train'), test: split('t10k') }
}

/** UCI's drawings, turned into images as the drawing pad does. */
export interface PenSet {
  readonly drawings: readonly FileDrawing[]
  readonly labels: Uint8Array
  readonly images: Uint8Array
}

export function loadPen(file: string): FileDrawing[] {
  return parseUnipen(gunzipSync(readFileSync(file)).toString('latin1'), 'pendigits')
}

export function penImages(drawings: readonly FileDrawing[], pen = 2.5): PenSet {
  const images = new Uint8Array(drawings.length * 784)
  drawings.forEach(({ strokes }, i) => images.set(networkInput(strokes, pen) ?? new Uint8Array(784), i * 784))
  return { drawings, images, labels: Uint8Array.from(drawings, ({ label }) => Number(label)) }
}

/** Trains to the last iteration. */
export async function trainOn(dataset: Dataset, hyperparameters: Hyperparameters): Promise<Weights> {
  const engine = await createEngine(hyperparameters.engine)
  const { train, test, classes } = dataset
  engine.load('train', train)
  engine.load('test', test)
  const session = new TrainingSession({
    engine,
    shapes: { trainCount: train.count, testCount: test.count, inputs: 784, classes },
    hyperparameters,
    now: () => performance.now(),
  })
  session.resume()
  while (session.runSlice(Infinity) !== 'idle') await session.settled()
  const weights = engine.weights()
  engine.dispose()
  return weights
}

/** Fraction classified correctly, 0..1. */
export function accuracyOn(weights: Weights, { images, labels }: Pick<PenSet, 'images' | 'labels'>): number {
  const found = classify(createClassifier('simd', weights), images, labels.length)
  return found.reduce((sum, label, i) => sum + Number(label === labels[i]), 0) / labels.length
}

/** Accuracy per class, 0..1. */
export function classAccuracies(weights: Weights, { images, labels }: Pick<PenSet, 'images' | 'labels'>): number[] {
  const found = classify(createClassifier('simd', weights), images, labels.length)
  return Array.from({ length: 10 }, (_, digit) => {
    const of = [...labels.keys()].filter((i) => labels[i] === digit)
    return of.filter((i) => found[i] === digit).length / of.length
  })
}

export { BOOK_DEFAULTS, mixHandwriting }
