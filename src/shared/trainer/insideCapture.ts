import { classNamesOf } from '../data/dataset'
import type { Dataset } from '../data/dataset'
import { shiftImage } from '../image/shift'
import { createEngine } from '../engine/createEngine'
import type { Capture, CapturedWeights } from '../inside/capture'
import { toFloat32 } from '../nn/copyWeights'
import { initialWeights } from '../nn/initialWeights'
import type { Weights } from '../nn/weights'
import { BatchSource } from '../training/batchSource'
import type { Hyperparameters } from '../training/hyperparameters'
import { captureStep } from '../training/iterationCapture'
import type { IterationCapture } from '../training/iterationCapture'

/** Adds the images of the batch to a captured iteration, for the page. */
export function captureOf(
  step: IterationCapture,
  dataset: Dataset,
  about: Pick<Capture, 'source' | 'run' | 'seed'>,
): Capture {
  const { kind, before, after, iteration, learningRate, loss, batch, shifts } = step
  const { train } = dataset
  const narrow = (weights: Weights): CapturedWeights => (kind === 'simd' ? toFloat32(weights) : weights)
  const pixels = train.rows * train.cols
  const images = new Uint8Array(batch.length * pixels)
  batch.forEach((index, n) => {
    const [dx, dy] = shifts === null ? [0, 0] : [shifts[2 * n] ?? 0, shifts[2 * n + 1] ?? 0]
    shiftImage(train.images, index * pixels, train.rows, train.cols, dx, dy, images, n * pixels)
  })
  return {
    ...about,
    ...{ iteration, learningRate, loss, batch, shifts, images, engine: kind },
    optimizer: before.optimizer.kind,
    updates: before.optimizer.updates,
    before: narrow(before.weights),
    after: narrow(after.weights),
    slotsBefore: before.optimizer.slots.map(narrow),
    slotsAfter: after.optimizer.slots.map(narrow),
    labels: Uint8Array.from(batch, (index) => train.labels[index] ?? 0),
    ...{ rows: train.rows, cols: train.cols, trainCount: train.count, classNames: classNamesOf(dataset) },
  }
}

/**
 * The first iteration of a run that has not started: its batch, on its initial weights or on others. A separate engine, which
 * holds only the images of the batch, takes the step.
 * @param model - null: the initial weights of the hyperparameters
 */
export async function captureOutsideRun(
  dataset: Dataset,
  hyperparameters: Hyperparameters,
  model: { readonly weights: Weights; readonly iteration: number } | null,
): Promise<Capture> {
  const { train, classes } = dataset
  const inputs = train.rows * train.cols
  const source = new BatchSource(train.count, hyperparameters)
  const initial = initialWeights({ ...hyperparameters, inputs, classes }, source.random)
  source.drawFirst()
  const batch = source.take().slice()
  const shifts = source.takeShifts()
  const images = new Uint8Array(batch.length * inputs)
  batch.forEach((index, n) => images.set(train.images.subarray(index * inputs, (index + 1) * inputs), n * inputs))
  const labels = Uint8Array.from(batch, (index) => train.labels[index] ?? 0)
  const engine = await createEngine(hyperparameters.engine)
  engine.load('train', { ...train, images, labels, count: batch.length })
  engine.initialise(model?.weights ?? initial, hyperparameters.optimizer, batch.length)
  const step = captureStep(engine, {
    iteration: model?.iteration ?? 0,
    batch: Uint32Array.from(batch.keys()),
    ...{ shifts, learningRate: hyperparameters.lr },
  })
  engine.dispose()
  const about = { source: model === null ? 'initial' : 'weights', run: 0, seed: hyperparameters.seed } as const
  return captureOf({ ...step, batch }, dataset, about)
}
