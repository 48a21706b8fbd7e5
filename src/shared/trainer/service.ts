import { StudioError } from '../core/errors'
import { settle, toFailure } from '../core/result'
import type { TrainerCall, TrainerMessage } from '../contract/protocol'
import { isImmediate } from '../contract/routes/trainerRoutes'
import type { Handlers, RequestTypes, TrainerRequestName } from '../contract/routes'
import type { TrainingStatus } from '../training/runTypes'
import type { Dataset } from '../data/dataset'
import { decodeCheckpoint } from '../runs/checkpoint'
import { otherData, sameData } from '../runs/datasetFingerprint'
import { canContinue } from '../runs/record'
import type { DatasetFingerprint } from '../runs/record'
import type { Hyperparameters } from '../training/hyperparameters'
import { parseHyperparameters } from '../training/validateHyperparameters'
import { SLICE_MS } from './datasetStatistics'
import type { HelperPort } from '../engine/helper'
import { HandwritingMix } from './handwritingMix'
import { createInsideHandlers } from './insideHandlers'
import { LoadedDataset } from './loadedDataset'
import { createModelHandlers } from './modelHandlers'
import { ModelSlots } from './modelSlots'
import { OwnDigitsMix } from './ownDigitsMix'
import { fingerprintOf } from './runSnapshot'
import { TrainingRunner } from './runner'

/** What the service takes from the process or worker it runs in. */
export interface TrainerDeps {
  /** Sends to the host; `transfer` lists buffers that may be transferred where the transport can. */
  readonly post: (message: TrainerMessage, transfer: ArrayBuffer[]) => void
  readonly yieldToEvents: () => Promise<void>
  /** Starts the helper worker; without it everything runs on one thread. */
  readonly startHelper?: (() => HelperPort) | undefined
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
  /** Processors of the machine; assumed to be many when not given. */
  readonly processors?: number
  /** The highest run number of a training process that crashed before this one; 0 when there was none. */
  readonly runsBefore?: number
}

/**
 * The training process, independent of its host: the only owner of dataset, engine and weights. Handles requests and emits
 * events.
 */
export class TrainerService {
  readonly #deps: TrainerDeps
  readonly #runner: TrainingRunner
  readonly #models: ModelSlots
  readonly #ownDigits = new OwnDigitsMix()
  readonly #handwriting: HandwritingMix
  readonly #dataset: LoadedDataset
  readonly #handlers: Handlers<TrainerRequestName>
  #queue: Promise<void> = Promise.resolve()

  constructor(deps: TrainerDeps) {
    this.#deps = deps
    const { post, now, processors, yieldToEvents, startHelper, runsBefore = 0 } = deps
    this.#runner = new TrainingRunner({
      now,
      processors,
      yieldToEvents,
      startHelper,
      runsBefore,
      onStatus: (payload) => post({ kind: 'event', name: 'training.status', payload }, []),
      onProgress: (payload) => post({ kind: 'event', name: 'training.progress', payload }, buffersOf([payload.losses])),
    })
    this.#handwriting = new HandwritingMix(yieldToEvents)
    this.#dataset = new LoadedDataset({
      ownDigits: this.#ownDigits,
      slicing: { now, yieldToEvents },
      onUse: (dataset) => this.#warmUpLater(dataset),
    })
    const run = () => this.#runner.current
    this.#models = new ModelSlots({
      run,
      onChange: (payload) => post({ kind: 'event', name: 'network.changed', payload }, []),
    })
    this.#handlers = {
      ...this.#dataset.handlers,
      ...createModelHandlers({
        run,
        models: this.#models,
        dataset: () => this.#dataset.require(),
        slicing: { now, yieldToEvents, sliceMs: SLICE_MS },
      }),
      ...createInsideHandlers({
        run,
        runNumber: () => this.#runner.status().run,
        models: this.#models,
        dataset: () => this.#dataset.require(),
        slicing: { now, yieldToEvents, sliceMs: SLICE_MS },
      }),
      ...this.#trainingHandlers,
    }
  }

  /** Handles a request of the host and posts its reply, success or failure. */
  receive(call: TrainerCall): void {
    if (!Object.hasOwn(this.#handlers, call.name)) {
      const failure = toFailure(
        new StudioError('BAD_REQUEST', { channel: String(call.name), reason: 'unknown request' }),
      )
      this.#deps.post({ kind: 'reply', id: call.id, result: failure }, [])
      return
    }
    if (call.name === 'network.predict') this.#runner.pace.favourInput()
    if (isImmediate(call.name)) void this.#reply(call)
    else this.#queue = this.#queue.then(() => this.#reply(call))
  }

  async #reply(call: TrainerCall): Promise<void> {
    const result = await settle(() => this.#handle(call.name, call.payload))
    this.#deps.post({ kind: 'reply', id: call.id, result }, [])
  }

  #handle<K extends TrainerRequestName>(name: K, payload: RequestTypes[K]['payload']) {
    return this.#handlers[name](payload)
  }

  readonly #trainingHandlers: Handlers<Extract<TrainerRequestName, `training.${string}` | `run.${string}`>> = {
    'training.start': async (start) => {
      await this.#prepare(start)
      this.#runner.resume()
      return this.#runner.status()
    },
    'training.pause': () => {
      this.#runner.pause()
      return this.#runner.status()
    },
    'training.resume': () => {
      this.#runner.resume()
      this.#models.useRun()
      return this.#runner.status()
    },
    'training.step': async (start) => {
      const { phase } = this.#runner.status()
      if (phase === 'idle') await this.#prepare(start)
      if (phase === 'ended') this.#runner.lengthen(1)
      const stepping = this.#runner.step()
      this.#models.useRun()
      return this.#statusAfter(stepping)
    },
    'training.lengthen': ({ iterations }) => {
      this.#runner.lengthen(iterations)
      this.#runner.resume()
      this.#models.useRun()
      return this.#runner.status()
    },
    'training.stop': () => this.#statusAfter(this.#runner.stop()),
    'training.learningRate': ({ value }) => {
      this.#runner.setLearningRate(value)
      return this.#runner.status()
    },
    'training.restoreBest': () => {
      const { weights, iteration } = this.#runner.best()
      this.#models.use(weights, { origin: 'best', name: '', ...this.#models.trainedClasses() }, iteration + 1)
      return this.#runner.status()
    },
    'training.restoreLast': () => {
      this.#models.useRun()
      return this.#runner.status()
    },
    'training.continueFromStable': async () => {
      await this.#runner.continueFromStable()
      this.#models.useNewRun()
      return this.#runner.status()
    },
    'training.status': () => this.#runner.status(),
    'run.snapshot': () => this.#runner.snapshot(),
    'run.reopen': async (stored) => {
      const { dataset, checkpoint } = await this.#stored(stored)
      await this.#runner.prepare(dataset, checkpoint.hyperparameters, { id: stored.id, checkpoint })
      this.#models.useNewRun()
      this.#runner.show()
      return this.#runner.status()
    },
    'run.continue': async (stored) => {
      await this.#prepareStored(stored)
      this.#runner.resume()
      return this.#runner.status()
    },
  }

  /** Sets a run up; from then on its weights are in use, at first the initial ones of its seed. */
  async #prepare({ hyperparameters, schedule }: RequestTypes['training.start']['payload']): Promise<void> {
    const checked = parseHyperparameters(hyperparameters)
    const dataset = await this.#handwriting.forRun(this.#ownDigits.forStart(this.#dataset.require()), checked)
    await this.#runner.prepare(dataset, checked, schedule === undefined ? {} : { schedule })
    this.#models.useNewRun()
  }

  /** Sets a stored run up. If it was stopped, the stop becomes a pause. */
  async #prepareStored(stored: RequestTypes['run.continue']['payload']) {
    const { dataset, checkpoint } = await this.#stored(stored)
    const { iterations } = checkpoint.hyperparameters
    if (!canContinue(checkpoint.end?.reason ?? null, checkpoint.point.iteration, iterations)) {
      throw new StudioError('RUN_NOTHING_LEFT', { iterations })
    }
    const start = { id: stored.id, checkpoint: { ...checkpoint, end: null } }
    await this.#runner.prepare(dataset, checkpoint.hyperparameters, start)
    this.#models.useNewRun()
  }

  /** The checkpoint of a stored run, and the dataset in use if it is that of the run. @throws RUN_* */
  async #stored({ dataset: wanted, checkpoint: bytes }: RequestTypes['run.continue']['payload']) {
    const checkpoint = decodeCheckpoint(bytes)
    const dataset = await this.#datasetOf(wanted, this.#dataset.require(), checkpoint.hyperparameters)
    return { dataset, checkpoint }
  }

  /** The dataset that a stored run trained on. @throws RUN_OTHER_DATA */
  async #datasetOf(wanted: DatasetFingerprint, loaded: Dataset, hyperparameters: Hyperparameters): Promise<Dataset> {
    for (const candidate of this.#ownDigits.candidates(loaded, wanted.ownTimes ?? 1)) {
      const dataset = await this.#handwriting.forRun(candidate, hyperparameters)
      if (sameData(wanted, fingerprintOf(dataset))) return dataset
    }
    throw otherData(wanted, fingerprintOf(loaded))
  }

  async #statusAfter(work: Promise<void>): Promise<TrainingStatus> {
    await work
    return this.#runner.status()
  }

  /** Queued, so that the reply is sent first; the engine is usually ready before the user starts a run. */
  #warmUpLater(dataset: Dataset): void {
    this.#queue = this.#queue.then(async () => {
      await this.#deps.yieldToEvents()
      if (dataset !== this.#dataset.current) return
      // An error here comes up again at the start of the run, which reports it.
      await settle(() => this.#runner.warmUp(this.#ownDigits.forStart(dataset)))
      // The first save of a run needs it, which would delay its first iterations.
      fingerprintOf(this.#ownDigits.forStart(dataset))
    })
  }
}

/** The buffers of arrays, each of which spans its whole buffer. */
function buffersOf(arrays: readonly Float64Array[]): ArrayBuffer[] {
  return arrays.flatMap((array) => (array.buffer instanceof ArrayBuffer ? [array.buffer] : []))
}
