import type { Handlers, TrainerRequestName } from '../contract/routes'
import { StudioError } from '../core/errors'
import type { Dataset } from '../data/dataset'
import type { Slicing } from '../data/statistics'
import { toFloat32 } from '../nn/copyWeights'
import { parseHyperparameters } from '../training/validateHyperparameters'
import { captureOf, captureOutsideRun } from './insideCapture'
import { neuronActivity } from '../inside/neurons'
import type { CurrentRun, ModelSlots } from './modelSlots'
import { readSplit } from './splitReading'
import { imagesAt } from './thumbnails'

type InsideRequestName = Extract<TrainerRequestName, `inside.${string}`>

/** What the handlers take from the service. */
interface InsideDeps {
  readonly models: ModelSlots
  readonly run: () => CurrentRun | null
  readonly runNumber: () => number
  /** The dataset in use. @throws TRAINING_NO_DATA */
  readonly dataset: () => Dataset
  readonly slicing: Slicing
}

/** Handles the requests of the Inside view. */
export function createInsideHandlers(deps: InsideDeps): Handlers<InsideRequestName> {
  const { models, run, runNumber, dataset, slicing } = deps
  /** Weights of the current run belong to the dataset that it began with, other weights to the dataset in use. */
  const images = () => {
    const origin = models.info()?.origin
    return origin === 'run' || origin === 'best' ? (run()?.dataset ?? dataset()) : dataset()
  }

  return {
    'inside.capture': async ({ hyperparameters }) => {
      const [current, info] = [run(), models.info()]
      if (current !== null && info?.origin === 'run') {
        const { session, dataset: trainedOn } = current
        const { seed } = session.hyperparameters
        return captureOf(session.capture(), trainedOn, { source: 'run', run: runNumber(), seed })
      }
      const data = dataset()
      if (info === null) return captureOutsideRun(data, parseHyperparameters(hyperparameters), null)
      if (info.inputs !== data.train.rows * data.train.cols || info.classes !== data.classes) {
        const reason = `a network of ${info.inputs} inputs and ${info.classes} classes`
        throw new StudioError('BAD_REQUEST', { channel: 'inside.capture', reason })
      }
      const { classifier, iteration } = models.model('current')
      return captureOutsideRun(data, parseHyperparameters(hyperparameters), {
        weights: classifier.weights(),
        iteration,
      })
    },
    'inside.reading': async ({ split }) => {
      const { classifier, info, iteration } = models.model('current')
      const set = images()[split]
      if (info.inputs !== set.rows * set.cols) {
        throw new StudioError('BAD_REQUEST', { channel: 'inside.reading', reason: `${info.inputs} inputs` })
      }
      const weights = classifier.weights()
      return { ...(await readSplit(weights, set, slicing)), iteration, weights: toFloat32(weights) }
    },
    'inside.film': () => ({
      run: runNumber(),
      iterations: run()?.session.film.frames.map(({ iteration }) => iteration) ?? [],
    }),
    'inside.frame': async ({ iteration, activity: wanted }) => {
      const frame = run()?.session.film.frames.find((each) => each.iteration === iteration)
      if (frame === undefined) return null
      const { weights } = frame
      const activity = wanted ? await neuronActivity(weights, images().test, slicing) : null
      return { iteration, weights, activity }
    },
    'inside.neurons': async () => {
      const { classifier, iteration, info } = models.model('current')
      const set = images().test
      if (info.inputs !== set.rows * set.cols) {
        throw new StudioError('BAD_REQUEST', { channel: 'inside.neurons', reason: `${info.inputs} inputs` })
      }
      const weights = toFloat32(classifier.weights())
      return { ...(await neuronActivity(weights, set, slicing)), iteration, weights }
    },
    'inside.images': ({ split, indices }) => imagesAt(images()[split], indices),
  }
}
