import { StudioError } from '../core/errors'
import type { ComparisonModel } from '../contract/drawingRequests'
import type { TrainerRequests } from '../contract/protocol'
import type { NetworkInfo, Prediction } from '../training/runTypes'
import type { Dataset } from '../data/dataset'
import type { Slicing } from '../data/statistics'
import { createEngine } from '../engine/createEngine'
import type { Engine } from '../engine/engine'
import { measureMoved } from '../training/shiftRobustness'
import { decodeNpz } from '../formats/npz'
import type { Weights } from '../nn/weights'
import type { OwnDigitsMix } from './ownDigitsMix'

type DrawingName =
  | 'comparison.info'
  | 'comparison.copy'
  | 'comparison.clear'
  | 'network.readAll'
  | 'network.shiftRobustness'
  | 'comparison.decode'
  | 'dataset.own'

type DrawingHandlers = {
  readonly [K in DrawingName]: (
    payload: TrainerRequests[K]['payload'],
  ) => TrainerRequests[K]['reply'] | Promise<TrainerRequests[K]['reply']>
}

/** What the handlers take from the service. */
export interface DrawingDeps {
  readonly own: OwnDigitsMix
  /** The network in use. @throws WEIGHTS_NONE */
  readonly network: () => { engine: Engine; info: NetworkInfo; iteration: number }
  /** The best weights of the run in hand. */
  readonly best: () => { iteration: number; weights: Weights; classNames?: readonly string[] } | null
  /** @throws TRAINING_NO_DATA */
  readonly dataset: () => Dataset
  readonly slicing: () => Slicing
}

/** Answers about the second slot and own digits, and the second network's readings. */
export function createDrawingHandlers({ own, network, best, dataset, slicing }: DrawingDeps) {
  let second: { readonly engine: Engine; readonly info: ComparisonModel } | null = null

  async function put(
    weights: Weights,
    about: Pick<ComparisonModel, 'kind' | 'name' | 'iteration' | 'classNames'>,
  ): Promise<ComparisonModel> {
    const { inputs, hidden, classes } = weights
    const engine = await createEngine('float64')
    engine.initialise(weights, 'sgd', 1)
    second?.engine.dispose()
    const origin = about.kind === 'now' || about.kind === 'best' ? 'run' : 'file'
    second = { engine, info: { inputs, hidden, classes, origin, ...about } }
    return second.info
  }

  function requireSecond() {
    if (second === null) throw new StudioError('WEIGHTS_NONE')
    return { ...second, iteration: second.info.iteration }
  }

  const handlers: DrawingHandlers = {
    'comparison.info': () => second?.info ?? null,
    'comparison.copy': ({ from }) => {
      if (from === 'now') {
        const { engine, info, iteration } = network()
        return put(engine.weights(), { kind: 'now', name: info.name, iteration, ...namesOf(info) })
      }
      const snapshot = best()
      if (snapshot === null) throw new StudioError('WEIGHTS_NONE')
      const { weights, iteration } = snapshot
      return put(weights, { kind: 'best', name: '', iteration: iteration + 1, ...namesOf(snapshot) })
    },
    'comparison.clear': () => {
      second?.engine.dispose()
      second = null
      return null
    },
    'network.readAll': ({ images }) => {
      const { engine, info } = network()
      const count = Math.floor(images.length / info.inputs)
      const probabilities = new Float64Array(count * info.classes)
      if (count > 0) engine.predict(images.subarray(0, count * info.inputs), count, probabilities)
      const readings = Uint8Array.from({ length: count }, (_, i) => {
        const row = probabilities.subarray(i * info.classes, (i + 1) * info.classes)
        return row.indexOf(Math.max(...row))
      })
      return { readings }
    },
    'network.shiftRobustness': async ({ slot }) => {
      const { engine, info, iteration } = slot === 'comparison' ? requireSecond() : network()
      const { classes, test } = dataset()
      if (info.inputs !== test.rows * test.cols || info.classes !== classes) {
        const reason = `a network of ${info.inputs} inputs and ${info.classes} classes`
        throw new StudioError('BAD_REQUEST', { channel: 'network.shiftRobustness', reason })
      }
      return { ...(await measureMoved(engine.weights(), test, slicing())), iteration }
    },
    'comparison.decode': ({ name, kind, bytes }) => put(decodeNpz(bytes, name), { kind, name, iteration: -1 }),
    'dataset.own': ({ images, labels, names, mix }) => {
      own.set({ images: new Uint8Array(images), labels: new Uint8Array(labels), names }, mix)
      return null
    },
  }

  /** @throws WEIGHTS_NONE when the slot is empty, BAD_REQUEST */
  function predictSecond(image: Uint8Array): Prediction {
    const { engine, info } = requireSecond()
    if (image.length !== info.inputs) {
      throw new StudioError('BAD_REQUEST', { channel: 'network.predict', reason: `image of ${info.inputs} bytes` })
    }
    const probabilities = new Float64Array(info.classes)
    engine.predict(image, 1, probabilities)
    return { probabilities, iteration: info.iteration }
  }

  return { handlers, predictSecond }
}

const namesOf = ({ classNames }: { classNames?: readonly string[] }) => (classNames === undefined ? {} : { classNames })
