import type { Dataset } from '../data/dataset'
import { createEngine } from '../engine/createEngine'
import type { Engine, EngineKind } from '../engine/engine'
import type { Helper, HelperPort } from '../engine/helper'
import { fillEngine } from './warmUp'

interface Deps {
  readonly yieldToEvents: () => Promise<void>
  readonly startHelper?: (() => HelperPort) | undefined
  /** Called before the engine is emptied or replaced: the session on it is lost. */
  readonly onUnload: () => void
}

/** The one engine of the training process, the dataset in it, and the helper thread that shares both. */
export class TrainingEngine {
  readonly #deps: Deps
  #engine: Engine | null = null
  /** The requested kind; the engine may be of another kind where WebAssembly has no SIMD. */
  #requestedKind: EngineKind | null = null
  #dataset: Dataset | null = null
  #helper: Helper | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Null before the first run. */
  get engine(): Engine | null {
    return this.#engine
  }

  /** The dataset in the engine. */
  get dataset(): Dataset | null {
    return this.#dataset
  }

  /** Measures epochs on another thread; null when there is none. */
  get helper(): Helper | null {
    return this.#helper
  }

  /** Threads that train and measure. */
  get threads(): 1 | 2 {
    return this.#helper?.isAlive ? 2 : 1
  }

  /** Loads a dataset at once, unless it is loaded already. */
  async load(kind: EngineKind, dataset: Dataset): Promise<Engine> {
    const engine = await this.#engineOf(kind)
    if (this.#dataset === dataset) return engine
    this.#unload()
    engine.load('train', dataset.train)
    engine.load('test', dataset.test)
    this.#loaded(engine, dataset)
    return engine
  }

  /** As {@link load}, in slices between which requests are handled. */
  async loadInSlices(kind: EngineKind, dataset: Dataset): Promise<Engine> {
    const engine = await this.#engineOf(kind)
    this.#unload()
    await fillEngine(engine, dataset, this.#deps)
    this.#loaded(engine, dataset)
    return engine
  }

  async #engineOf(kind: EngineKind): Promise<Engine> {
    if (this.#engine !== null && this.#requestedKind === kind) return this.#engine
    const engine = await createEngine(kind)
    this.#unload()
    this.#engine = engine
    this.#requestedKind = kind
    return engine
  }

  /** Empties the engine before other images are loaded: replacing one split after the other would keep a copy of the old one. */
  #unload(): void {
    this.#helper?.close()
    this.#helper = null
    this.#dataset = null
    this.#deps.onUnload()
    this.#engine?.dispose()
  }

  #loaded(engine: Engine, dataset: Dataset): void {
    this.#dataset = dataset
    const { startHelper } = this.#deps
    this.#helper = startHelper === undefined ? null : (engine.createHelper?.(startHelper) ?? null)
  }
}
