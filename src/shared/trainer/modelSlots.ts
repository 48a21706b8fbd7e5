import type { ComparisonModel, ModelSlot } from '../contract/replies'
import { StudioError } from '../core/errors'
import { classNamesOf } from '../data/dataset'
import type { Dataset } from '../data/dataset'
import type { Engine } from '../engine/engine'
import type { Classifier } from '../engine/classifier'
import type { Weights } from '../nn/weights'
import type { NetworkInfo, Prediction } from '../training/runTypes'
import { fitTemperature } from '../training/temperature'
import type { TrainingSession } from '../training/session'
import { LoadedModel } from './loadedModel'

/** The run that the training process holds. */
export interface CurrentRun {
  readonly session: TrainingSession
  readonly engine: Engine
  readonly dataset: Dataset
}

interface Deps {
  readonly run: () => CurrentRun | null
  /** Called whenever another model is in use. */
  readonly onChange: (info: NetworkInfo | null) => void
}

/** Iterations of a running training after which its temperature is fitted again. */
const REFIT_ITERATIONS = 500

/** Whether the outputs of a network are the ten digits. */
const readsDigits = ({ inputs, classes, classNames }: NetworkInfo): boolean =>
  inputs === 784 && classes === 10 && (classNames?.every((name, label) => name === String(label)) ?? true)

/** What is known about a model apart from its sizes. */
type About = Pick<NetworkInfo, 'origin' | 'name' | 'testAccuracy' | 'classNames'>
type ComparisonAbout = Pick<ComparisonModel, 'kind' | 'name' | 'iteration' | 'classNames'>

/**
 * The model in use and the one it is compared with. The weights of the current run are in use unless others were
 * loaded; those get their own classifier, so that a paused run can still continue.
 */
export class ModelSlots {
  readonly #deps: Deps
  #loaded: LoadedModel | null = null
  #comparison: LoadedModel<ComparisonModel> | null = null
  /** Temperatures by classifier, and which weights of it they are of. */
  readonly #temperatures = new WeakMap<Classifier, { iteration: number; of: object | null; temperature: number }>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** @throws WEIGHTS_NONE when the slot is empty, as the current one before the first run, unless weights were loaded */
  model(slot: ModelSlot): LoadedModel {
    const model = slot === 'comparison' ? this.#comparison : this.#current()
    if (model === null) throw new StudioError('WEIGHTS_NONE')
    return model
  }

  /** @throws as {@link model}, and as LoadedModel.predict */
  predict(slot: ModelSlot, image: Uint8Array): Prediction {
    const model = this.model(slot)
    return { ...model.predict(image), temperature: this.#temperature(model) }
  }

  /** The model in use; null when there is none. */
  info(): NetworkInfo | null {
    return this.#current()?.info ?? null
  }

  /** The comparison model; null when there is none. */
  comparisonInfo(): ComparisonModel | null {
    return this.#comparison?.info ?? null
  }

  /** The class names of the dataset that the current run trains on, whichever dataset is loaded now. */
  trainedClasses(): { classNames?: readonly string[] } {
    const run = this.#deps.run()
    return run === null ? {} : { classNames: classNamesOf(run.dataset) }
  }

  /** Uses these weights until {@link useRun}. @param iteration - see {@link LoadedModel} */
  use(weights: Weights, about: About, iteration: number): NetworkInfo {
    this.#loaded = LoadedModel.from(weights, about, iteration)
    this.#deps.onChange(this.#loaded.info)
    return this.#loaded.info
  }

  /** Uses the weights of the run again; reports a change only if others were in use. */
  useRun(): void {
    if (this.#loaded !== null) this.useNewRun()
  }

  /** Uses the weights of a run that was just set up. */
  useNewRun(): void {
    this.#loaded = null
    this.#deps.onChange(this.info())
  }

  /**
   * Puts weights into the comparison slot. If the model in use has another number of classes later, both stay: the page
   * shows that they cannot be compared.
   * @throws COMPARISON_CLASSES when their number of classes is not that of the model in use; the slot is then unchanged
   */
  compare(weights: Weights, about: ComparisonAbout): ComparisonModel {
    const expected = this.info()?.classes
    if (expected !== undefined && expected !== weights.classes) {
      throw new StudioError('COMPARISON_CLASSES', { found: weights.classes, expected })
    }
    const origin = about.kind === 'now' || about.kind === 'best' ? 'run' : 'file'
    const model = LoadedModel.from(weights, { origin, ...about } as const, about.iteration)
    this.#comparison = model
    return model.info
  }

  /** Empties the comparison slot. */
  clearComparison(): void {
    this.#comparison = null
  }

  #temperature(model: LoadedModel): number | null {
    if (!readsDigits(model.info)) return null
    const run = this.#deps.run()
    const isRun = run !== null && model.classifier === run.engine
    const known = this.#temperatures.get(model.classifier)
    // While a run trains, its temperature is fitted now and then: a drawing is read many times a second.
    const fresh = isRun && run.session.phase === 'running' ? REFIT_ITERATIONS : 1
    if (known !== undefined && Math.abs(known.iteration - model.iteration) < fresh && known.of === model.version) {
      return known.temperature
    }
    const temperature = fitTemperature(model.classifier)
    this.#temperatures.set(model.classifier, { iteration: model.iteration, of: model.version, temperature })
    return temperature
  }

  #current(): LoadedModel | null {
    if (this.#loaded !== null) return this.#loaded
    const run = this.#deps.run()
    if (run === null) return null
    const { session, engine } = run
    const { inputs, classes } = session.shapes
    const { hidden } = session.hyperparameters
    const info = { inputs, hidden, classes, origin: 'run', name: '', ...this.trainedClasses() } as const
    return new LoadedModel(engine, info, session.weightsIteration, session)
  }
}
