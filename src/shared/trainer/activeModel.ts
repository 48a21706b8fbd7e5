import { StudioError } from '../core/errors'
import type { FirstLayerImages } from '../contract/protocol'
import type { NetworkInfo, Prediction } from '../training/runTypes'
import type { Dataset } from '../data/dataset'
import { classNamesOf } from '../data/dataset'
import { createEngine } from '../engine/createEngine'
import type { Engine } from '../engine/engine'
import { detachBuffer } from '../core/detachBuffer'
import type { TrainingSession } from '../training/session'
import type { Weights } from '../nn/weights'

/** A network that answers drawings. */
export interface Answering {
  readonly engine: Engine
  readonly info: NetworkInfo
  /** Iterations done by its weights; -1 when they came from a file. */
  readonly iteration: number
}

interface Deps {
  /** The run in hand, whose weights answer while no others stand in for them. */
  readonly run: () => { readonly session: TrainingSession; readonly engine: Engine; readonly dataset: Dataset } | null
  readonly announce: (info: NetworkInfo | null) => void
}

/**
 * Which network answers, and its answers. Weights from a file, or of the best snapshot, stand in for those of the run in an
 * engine of their own, so that a paused run can still go on.
 */
export class ActiveModel {
  readonly #deps: Deps
  #standIn: Answering | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** @throws WEIGHTS_NONE before the first run, unless weights stand in */
  current(): Answering {
    if (this.#standIn !== null) return this.#standIn
    const run = this.#deps.run()
    if (run === null) throw new StudioError('WEIGHTS_NONE')
    const { session, engine } = run
    const { inputs, classes } = session.shapes
    const { hidden } = session.hyperparameters
    const info = { inputs, hidden, classes, origin: 'run', name: '', ...this.trainedClasses() } as const
    return { engine, info, iteration: session.weightsIteration }
  }

  /** What answers; null when nothing does. */
  info(): NetworkInfo | null {
    return this.#standIn === null && this.#deps.run() === null ? null : this.current().info
  }

  /** What the outputs of the run in hand stand for, whatever is loaded by now. */
  trainedClasses(): { classNames?: readonly string[] } {
    const run = this.#deps.run()
    return run === null ? {} : { classNames: classNamesOf(run.dataset) }
  }

  /** Lets these weights answer until {@link answerFromRun}. @param iteration - see {@link Answering} */
  async standIn(weights: Weights, source: Pick<NetworkInfo, 'origin' | 'name' | 'classNames'>, iteration: number) {
    const { inputs, hidden, classes } = weights
    const info: NetworkInfo = { inputs, hidden, classes, ...source }
    const engine = await createEngine('float64')
    engine.initialise(weights, 'sgd', 1)
    this.#standIn?.engine.dispose()
    this.#standIn = { engine, info, iteration }
    this.#announce()
    return info
  }

  /** Lets the run answer again; says so only where something else did. */
  answerFromRun(): void {
    if (this.#standIn !== null) this.answerFromNewRun()
  }

  /** As {@link answerFromRun}, and says so in any case: the weights are others. */
  answerFromNewRun(): void {
    this.#standIn?.engine.dispose()
    this.#standIn = null
    this.#announce()
  }

  /**
   * @param image - (inputs,) u8; not modified
   * @throws WEIGHTS_NONE, BAD_REQUEST when the image has another size
   */
  predict(image: Uint8Array): Prediction {
    const { engine, info, iteration } = this.current()
    if (!(image instanceof Uint8Array) || image.length !== info.inputs) {
      throw new StudioError('BAD_REQUEST', {
        channel: 'network.predict',
        reason: `image of ${info.inputs} bytes expected`,
      })
    }
    const probabilities = new Float64Array(info.classes)
    engine.predict(image, 1, probabilities)
    return { probabilities, iteration }
  }

  /** The first columns of W1, as many as there are of `wanted`. @throws WEIGHTS_NONE */
  firstLayer(wanted: number): FirstLayerImages {
    const { engine, info } = this.current()
    const { W1 } = engine.weights()
    const { inputs, hidden } = info
    const count = Math.max(0, Math.min(Math.floor(wanted), hidden))
    const weights = new Float32Array(count * inputs)
    for (let h = 0; h < count; h++) {
      for (let pixel = 0; pixel < inputs; pixel++) weights[h * inputs + pixel] = W1[pixel * hidden + h] ?? 0
    }
    detachBuffer(W1.buffer)
    // Weights from a file do not say how wide their images were; MNIST's are square.
    const rows = Math.round(Math.sqrt(inputs))
    return { rows, cols: Math.floor(inputs / rows), count, weights }
  }

  #announce(): void {
    this.#deps.announce(this.info())
  }
}
