import type { Handlers, TrainerRequestName } from '../contract/routes'
import { StudioError } from '../core/errors'
import type { Dataset } from '../data/dataset'
import type { Slicing } from '../data/statistics'
import { decodeNpz, encodeNpz } from '../formats/npz'
import { measureShiftRobustness } from '../training/shiftRobustness'
import type { CurrentRun, ModelSlots } from './modelSlots'

type ModelRequestName = Extract<TrainerRequestName, `network.${string}` | `comparison.${string}` | `weights.${string}`>

/** What the handlers take from the service. */
export interface ModelDeps {
  readonly models: ModelSlots
  readonly run: () => CurrentRun | null
  /** The dataset in use. @throws TRAINING_NO_DATA */
  readonly dataset: () => Dataset
  readonly slicing: Slicing
}

/** Handles the requests about models: predictions, comparison, weights as files. */
export function createModelHandlers({ models, run, dataset, slicing }: ModelDeps): Handlers<ModelRequestName> {
  return {
    'network.info': () => models.info(),
    'network.predict': ({ image, slot = 'current' }) => models.predict(slot, image),
    'network.usePretrained': async () => {
      if (models.info() !== null) return models.info()
      const { PRETRAINED, pretrainedWeights } = await import('../formats/pretrained')
      // A run may have begun meanwhile.
      if (models.info() !== null) return models.info()
      const about = { origin: 'pretrained', name: '', testAccuracy: PRETRAINED.testAccuracy } as const
      return models.use(pretrainedWeights(), about, -1)
    },
    'network.firstLayer': ({ count }) => models.model('current').firstLayer(count),
    'network.classify': ({ images }) => ({ predicted: models.model('current').classify(images) }),
    'network.shiftRobustness': async ({ slot }) => {
      const { classifier, info, iteration } = models.model(slot)
      const { classes, test } = dataset()
      if (info.inputs !== test.rows * test.cols || info.classes !== classes) {
        const reason = `a network of ${info.inputs} inputs and ${info.classes} classes`
        throw new StudioError('BAD_REQUEST', { channel: 'network.shiftRobustness', reason })
      }
      return { ...(await measureShiftRobustness(classifier.weights(), test, slicing)), iteration }
    },
    'comparison.info': () => models.comparisonInfo(),
    'comparison.copy': ({ from }) => {
      if (from === 'now') {
        const { classifier, info, iteration } = models.model('current')
        const { name, classNames } = info
        return models.compare(classifier.weights(), { kind: 'now', name, iteration, ...(classNames && { classNames }) })
      }
      const best = run()?.session.best ?? null
      if (best === null) throw new StudioError('WEIGHTS_NONE')
      const about = { kind: 'best', name: '', iteration: best.iteration + 1, ...models.trainedClasses() } as const
      return models.compare(best.weights, about)
    },
    'comparison.decode': ({ name, kind, bytes }) =>
      models.compare(decodeNpz(bytes, name), { kind, name, iteration: -1 }),
    'comparison.clear': () => {
      models.clearComparison()
      return null
    },
    'weights.encode': () => {
      const { classifier, iteration } = models.model('current')
      const weights = classifier.weights()
      return { bytes: encodeNpz(weights), hidden: weights.hidden, iteration }
    },
    'weights.decode': ({ name, bytes, savedRun }) => {
      if (run()?.session.phase === 'running') {
        throw new StudioError('TRAINING_WRONG_STATE', { command: 'import', state: 'running' })
      }
      const accuracy = savedRun?.testAccuracy ?? null
      const origin = savedRun === undefined ? 'file' : 'saved'
      const about = { origin, name, ...(accuracy !== null && { testAccuracy: accuracy }) } as const
      return models.use(decodeNpz(bytes, name), about, -1)
    },
  }
}
