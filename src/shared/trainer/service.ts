import { StudioError } from '../core/errors'
import { settle, toFailure } from '../core/result'
import type { TrainerCall, TrainerMessage, TrainerRequestName, TrainerRequests } from '../contract/protocol'
import type { TrainingStatus } from '../training/runTypes'
import type { Dataset, DatasetSummary } from '../data/dataset'
import { summarise } from '../data/dataset'
import { drawSampleDataset } from '../data/sampleDigits/sampleDigits'
import { decodeCheckpoint } from '../runs/checkpoint'
import { otherData, sameData } from '../runs/datasetFingerprint'
import { canContinue } from '../runs/record'
import { parseHyperparameters } from '../training/validateHyperparameters'
import { decodeNpz, encodeNpz } from '../formats/npz'
import { ActiveModel } from './activeModel'
import { DatasetIntake } from './datasetIntake'
import { DatasetStatistics, SLICE_MS, samplePage } from './datasetStatistics'
import { createDrawingHandlers } from './drawingHandlers'
import type { HelperPort } from '../engine/helper'
import { OwnDigitsMix } from './ownDigitsMix'
import { fingerprintOf } from './runSnapshot'
import { pickThumbnails } from './thumbnails'
import { TrainingRunner } from './runner'

/** What the service takes from the process or worker it lives in. */
export interface TrainerDeps {
  /** Sends to the host; `transfer` names buffers that may be handed over where the transport can. */
  readonly post: (message: TrainerMessage, transfer: ArrayBuffer[]) => void
  readonly yieldToEvents: () => Promise<void>
  /** Starts the worker that measures epochs; without it they are measured between iterations. */
  readonly startHelper?: (() => HelperPort) | undefined
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
  /** Of the machine; many where that is not known. */
  readonly processors?: number
  /** The highest run number of a training process that died before this one; 0 when there was none. */
  readonly runsBefore?: number
}

type Handlers = {
  readonly [K in TrainerRequestName]: (
    payload: TrainerRequests[K]['payload'],
  ) => TrainerRequests[K]['reply'] | Promise<TrainerRequests[K]['reply']>
}

/** Answered the moment they arrive; all others one after another, in order. */
const IMMEDIATE: ReadonlySet<TrainerRequestName> = new Set<TrainerRequestName>([
  'dataset.summary',
  'dataset.thumbnails',
  'dataset.samples',
  'dataset.classMeans',
  'dataset.pixelHistogram',
  'training.status',
  'network.predict',
  'network.info',
  'network.firstLayer',
  'comparison.info',
  'network.readAll',
  'network.shiftRobustness',
  'weights.encode',
])

/**
 * The training process without its process: only owner of dataset, engine and weights; answers requests and emits events.
 */
export class TrainerService {
  readonly #deps: TrainerDeps
  readonly #runner: TrainingRunner
  readonly #statistics: DatasetStatistics
  #dataset: Dataset | null = null
  #intake: DatasetIntake | null = null
  #queue: Promise<void> = Promise.resolve()
  readonly #own = new OwnDigitsMix()
  readonly #network = new ActiveModel({
    run: () => this.#runner.current,
    announce: (payload) => this.#deps.post({ kind: 'event', name: 'network.changed', payload }, []),
  })
  readonly #drawing = createDrawingHandlers({
    own: this.#own,
    network: () => this.#network.current(),
    best: () => {
      const best = this.#runner.current?.session.best ?? null
      return best && { ...best, ...this.#network.trainedClasses() }
    },
    dataset: () => this.#requireDataset(),
    slicing: () => ({ ...this.#deps, sliceMs: SLICE_MS }),
  })

  constructor(deps: TrainerDeps) {
    this.#deps = deps
    const { post, now, processors, yieldToEvents, startHelper, runsBefore = 0 } = deps
    this.#statistics = new DatasetStatistics({ now, yieldToEvents })
    this.#runner = new TrainingRunner({
      now,
      processors,
      yieldToEvents,
      startHelper,
      runsBefore,
      onStatus: (payload) => post({ kind: 'event', name: 'training.status', payload }, []),
      onProgress: (payload) => post({ kind: 'event', name: 'training.progress', payload }, buffersOf([payload.losses])),
    })
  }

  /** Takes in a request of the host and posts its reply, success or failure. */
  receive(call: TrainerCall): void {
    if (!Object.hasOwn(this.#handlers, call.name)) {
      const failure = toFailure(
        new StudioError('BAD_REQUEST', { channel: String(call.name), reason: 'unknown request' }),
      )
      this.#deps.post({ kind: 'reply', id: call.id, result: failure }, [])
      return
    }
    if (call.name === 'network.predict') this.#runner.pace.favourInput()
    if (IMMEDIATE.has(call.name)) void this.#answer(call)
    else this.#queue = this.#queue.then(() => this.#answer(call))
  }

  async #answer(call: TrainerCall): Promise<void> {
    const result = await settle(() => this.#handle(call.name, call.payload))
    this.#deps.post({ kind: 'reply', id: call.id, result }, [])
  }

  #handle<K extends TrainerRequestName>(name: K, payload: TrainerRequests[K]['payload']) {
    return this.#handlers[name](payload)
  }

  readonly #handlers: Handlers = {
    ...this.#drawing.handlers,
    'dataset.begin': (shape) => {
      this.#intake = new DatasetIntake(shape)
      return null
    },
    'dataset.chunk': (chunk) => {
      this.#requireIntake('dataset.chunk').add(chunk)
      return null
    },
    'dataset.end': () => {
      const intake = this.#requireIntake('dataset.end')
      this.#intake = null
      return this.#use(intake.finish())
    },
    'dataset.abort': () => {
      this.#intake = null
      return null
    },
    'dataset.sample': ({ seed }) => this.#use(drawSampleDataset(seed)),
    'dataset.summary': () => (this.#dataset === null ? null : summarise(this.#dataset)),
    'dataset.thumbnails': ({ split, ...choice }) => pickThumbnails(this.#requireDataset()[split], choice),
    'dataset.samples': ({ split, ...choice }) => samplePage(this.#requireDataset()[split], choice),
    'dataset.classMeans': ({ split }) => this.#statistics.classMeans(this.#requireDataset(), split),
    'dataset.pixelHistogram': (choice) => this.#statistics.pixelHistogram(this.#requireDataset(), choice),
    'training.start': async ({ hyperparameters }) => {
      await this.#prepare(hyperparameters)
      this.#runner.resume()
      return this.#runner.status()
    },
    'training.pause': () => this.#afterwards(this.#runner.pause()),
    'training.resume': () => {
      this.#runner.resume()
      this.#network.answerFromRun()
      return this.#runner.status()
    },
    'training.step': async ({ hyperparameters }) => {
      const { phase } = this.#runner.status()
      if (phase === 'idle' || phase === 'ended') await this.#prepare(hyperparameters)
      const stepping = this.#runner.step()
      this.#network.answerFromRun()
      return this.#afterwards(stepping)
    },
    'training.stop': () => this.#afterwards(this.#runner.stop()),
    'training.learningRate': ({ value }) => {
      this.#runner.setLearningRate(value)
      return this.#runner.status()
    },
    'training.restoreBest': async () => {
      const { weights, iteration } = this.#runner.best()
      await this.#network.standIn(
        weights,
        { origin: 'best', name: '', ...this.#network.trainedClasses() },
        iteration + 1,
      )
      return this.#runner.status()
    },
    'training.restoreLast': () => {
      this.#network.answerFromRun()
      return this.#runner.status()
    },
    'training.continueFromGood': async () => {
      await this.#runner.continueFromGood()
      this.#network.answerFromNewRun()
      return this.#runner.status()
    },
    'training.status': () => this.#runner.status(),
    'network.predict': ({ image, slot }) =>
      slot === 'comparison' ? this.#drawing.predictSecond(image) : this.#network.predict(image),
    'network.info': () => this.#network.info(),
    'network.firstLayer': ({ count }) => this.#network.firstLayer(count),
    'weights.encode': () => {
      const { engine, iteration } = this.#network.current()
      const weights = engine.weights()
      return { bytes: encodeNpz(weights), hidden: weights.hidden, iteration }
    },
    'run.snapshot': () => this.#runner.snapshot(),
    'run.continue': async (kept) => {
      await this.#prepareKept(kept)
      this.#runner.resume()
      return this.#runner.status()
    },
    'weights.decode': async ({ name, bytes }) => {
      if (this.#runner.isRunning) {
        throw new StudioError('TRAINING_WRONG_STATE', { command: 'import', state: 'running' })
      }
      const weights = decodeNpz(bytes, name, { inputs: 784, classes: 'any' })
      return this.#network.standIn(weights, { origin: 'file', name }, -1)
    },
  }

  /** Sets a run up; from then on its weights answer, at first as drawn from the seed. */
  async #prepare(hyperparameters: unknown): Promise<void> {
    const checked = parseHyperparameters(hyperparameters)
    await this.#runner.prepare(this.#own.forStart(this.#requireDataset()), checked)
    this.#network.answerFromNewRun()
  }

  /** Sets a run up that was kept. A stop was a pause after all when it goes on. */
  async #prepareKept({ id, dataset: wanted, checkpoint: bytes }: TrainerRequests['run.continue']['payload']) {
    const loaded = this.#requireDataset()
    const dataset = this.#own.candidates(loaded).find((candidate) => sameData(wanted, fingerprintOf(candidate)))
    if (dataset === undefined) throw otherData(wanted, fingerprintOf(loaded))
    const checkpoint = decodeCheckpoint(bytes)
    const { iterations } = checkpoint.hyperparameters
    if (!canContinue(checkpoint.end?.reason ?? null, checkpoint.point.iteration, iterations)) {
      throw new StudioError('RUN_NOTHING_LEFT', { iterations })
    }
    await this.#runner.prepare(dataset, checkpoint.hyperparameters, { id, checkpoint: { ...checkpoint, end: null } })
    this.#network.answerFromNewRun()
  }

  async #afterwards(work: Promise<void>): Promise<TrainingStatus> {
    await work
    return this.#runner.status()
  }

  /** The dataset for the next start; a run in hand keeps the one it began with. */
  #use(dataset: Dataset): DatasetSummary {
    this.#dataset = dataset
    // After the answer: whoever loaded it sees it at once, and the engine has it before they press 开始训练.
    this.#queue = this.#queue.then(() => this.#getReady(dataset))
    return summarise(dataset)
  }

  async #getReady(dataset: Dataset): Promise<void> {
    await this.#deps.yieldToEvents()
    if (dataset !== this.#dataset) return
    // Where this fails the start does too, and tells why.
    await settle(() => this.#runner.getReady(this.#own.forStart(dataset)))
  }

  #requireDataset(): Dataset {
    if (this.#dataset === null) throw new StudioError('TRAINING_NO_DATA')
    return this.#dataset
  }

  #requireIntake(channel: TrainerRequestName): DatasetIntake {
    if (this.#intake === null) throw new StudioError('BAD_REQUEST', { channel, reason: 'no dataset.begin before' })
    return this.#intake
  }
}

/** The buffers behind arrays that own the whole of theirs. */
function buffersOf(arrays: readonly Float64Array[]): ArrayBuffer[] {
  return arrays.flatMap((array) => (array.buffer instanceof ArrayBuffer ? [array.buffer] : []))
}
