import { StudioError } from '../core/errors'
import type { TrainingProgress, TrainingStatus } from '../training/runTypes'
import type { Dataset } from '../data/dataset'
import { createEngine } from '../engine/createEngine'
import type { Engine, EngineKind } from '../engine/engine'
import { iterationsPerEpoch } from '../training/epochSchedule'
import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { Hyperparameters } from '../training/hyperparameters'
import type { RunSnapshot } from '../runs/runSnapshot'
import type { BestSnapshot, Checkpoint } from '../training/checkpoint'
import { wrongState } from '../training/runPhase'
import { TrainingSession } from '../training/session'
import type { Helper, HelperPort } from '../engine/helper'
import { ProgressReport } from './progress'
import { MAX_TRIED, TRIED_RUN, fillEngine, tryOut } from './warmUp'
import { SlicePace } from './slicePace'
import { takeSnapshot } from './runSnapshot'

/** What the runner takes from its host. */
export interface RunnerDeps {
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
  /** Of the machine; many where that is not known. */
  readonly processors?: number | undefined
  /** Lets waiting requests be answered. */
  readonly yieldToEvents: () => Promise<void>
  /** Starts the worker of an engine's helper; without it the session measures epochs in this thread. */
  readonly startHelper?: (() => HelperPort) | undefined
  readonly onStatus: (status: TrainingStatus) => void
  readonly onProgress: (progress: TrainingProgress) => void
  /** Runs of the training processes before this one: numbers of runs go on growing when one dies. */
  readonly runsBefore: number
}

/** The table's least learning rate: halving ends there. */
const SMALLEST_RATE = 1e-6

/** Runs one {@link TrainingSession} at a time in slices and reports on it; owner of its engine. */
export class TrainingRunner {
  readonly pace: SlicePace
  readonly #deps: RunnerDeps
  #engine: Engine | null = null
  #engineWish: EngineKind | null = null
  #loaded: Dataset | null = null
  #helper: Helper | null = null
  #session: TrainingSession | null = null
  #run: number
  /** Id of a run that was kept and is continued. */
  #id: string | null = null
  #loop = 0
  /** Set while a snapshot waits for measurements on their way: no iteration happens meanwhile. */
  #held: Promise<void> | null = null
  #progress: ProgressReport | null = null
  /** What is compiled stays compiled, whatever the dataset. */
  #tried = false
  #threadsTold = 0

  constructor(deps: RunnerDeps) {
    this.#deps = deps
    this.pace = new SlicePace(deps.now)
    this.#run = deps.runsBefore
  }

  /** The run in hand with its engine; null before the first start. */
  get current(): { readonly session: TrainingSession; readonly engine: Engine; readonly dataset: Dataset } | null {
    const [session, engine, dataset] = [this.#session, this.#engine, this.#loaded]
    return session === null || engine === null || dataset === null ? null : { session, engine, dataset }
  }

  get isRunning(): boolean {
    return this.#session?.phase === 'running'
  }

  status(): TrainingStatus {
    const session = this.#session
    return {
      run: this.#run,
      phase: session?.phase ?? 'idle',
      reason: session?.reason ?? null,
      iteration: session?.iteration ?? 0,
      hyperparameters: session?.hyperparameters ?? null,
      engine: session === null ? null : (this.#engine?.kind ?? null),
      threads: this.#threads(),
      learningRate: session?.learningRate ?? BOOK_DEFAULTS.lr,
      iterationsPerEpoch:
        session === null ? 0 : iterationsPerEpoch(session.shapes.trainCount, session.hyperparameters.batch),
      best: session?.best ? placeOf(session.best) : null,
      final: session?.final ?? null,
    }
  }

  /**
   * Sets a run up, paused: a new one, or one that was kept.
   * @param kept - its id (null for a run of its own), and where it goes on from
   * @throws TRAINING_WRONG_STATE while one is running
   */
  async prepare(
    dataset: Dataset,
    hyperparameters: Hyperparameters,
    kept?: { readonly id: string | null; readonly checkpoint: Checkpoint },
  ): Promise<void> {
    if (this.isRunning) throw new StudioError('TRAINING_WRONG_STATE', { command: 'start', state: 'running' })
    const engine = await this.#engineFor(hyperparameters.engine)
    if (this.#loaded !== dataset) {
      this.#unload()
      engine.load('train', dataset.train)
      engine.load('test', dataset.test)
      this.#loadedInto(engine, dataset)
    }
    this.#session = this.#open(engine, dataset, hyperparameters, kept?.checkpoint)
    this.#run++
    this.#id = kept?.id ?? null
    this.#progress = new ProgressReport(this.#run, this.#session, this.#deps)
    if (kept !== undefined) this.#report(this.#session)
  }

  /** Takes a dataset into the book's engine before anybody starts a run on it, see readyEngine.ts. */
  async getReady(dataset: Dataset): Promise<void> {
    // A run that was begun keeps its dataset.
    if (this.#session !== null || this.#loaded === dataset) return
    const engine = await this.#engineFor(BOOK_DEFAULTS.engine)
    this.#unload()
    await fillEngine(engine, dataset, this.#deps)
    this.#loadedInto(engine, dataset)
    if (this.#tried || dataset.train.count > MAX_TRIED) return
    this.#tried = true
    await tryOut(this.#open(engine, dataset, TRIED_RUN), this.#deps)
  }

  /** Everything worth keeping of the run in hand; null before the first. */
  async snapshot(): Promise<RunSnapshot | null> {
    const session = this.#session
    this.#held = session?.settled() ?? null
    await this.#held
    this.#held = null
    const [engine, dataset] = [this.#engine, this.#loaded]
    if (session === null || session !== this.#session || engine === null || dataset === null) return null
    return takeSnapshot({ run: this.#run, id: this.#id, session, engine, dataset })
  }

  /** Starts or goes on; returns at once. @throws TRAINING_WRONG_STATE unless paused */
  resume(): void {
    const session = this.#require('resume')
    session.resume()
    this.#progress?.measureFromHere()
    this.#tell()
    // A failure in the loop is a fault of the program: left unhandled it ends the process, and the host sees a crash.
    void this.#runSlices(session)
  }

  /** One iteration with the measurement it may cause, then paused. @throws TRAINING_WRONG_STATE unless paused */
  async step(): Promise<void> {
    const session = this.#require('step')
    if (session.phase !== 'paused')
      throw new StudioError('TRAINING_WRONG_STATE', { command: 'step', state: session.phase })
    session.resume(1)
    await this.#runSlices(session)
  }

  /** After this resolves no iteration happens and everything done is reported. @throws TRAINING_WRONG_STATE */
  async pause(): Promise<void> {
    const session = this.#require('pause')
    session.pause()
    await this.#conclude(session)
  }

  /** Ends the run. @throws TRAINING_WRONG_STATE when there is none or it has ended */
  async stop(): Promise<void> {
    const session = this.#require('stop')
    session.stop()
    await this.#conclude(session)
  }

  /** Applies from the next iteration on. @throws HYPERPARAMETER_INVALID, TRAINING_WRONG_STATE */
  setLearningRate(value: number): void {
    const session = this.#require('learningRate')
    session.setLearningRate(value)
    this.#report(session)
    this.#tell()
  }

  /** The best snapshot of the run in hand. @throws TRAINING_WRONG_STATE while running, WEIGHTS_NONE before the first epoch */
  best(): BestSnapshot {
    const session = this.#require('restoreBest')
    if (session.phase === 'running') throw wrongState('restoreBest', session.phase)
    if (session.best === null) throw new StudioError('WEIGHTS_NONE')
    return session.best
  }

  /**
   * Goes on from the last good snapshot of a run that diverged, or is about to, with half its learning rate, as a run of its
   * own: the old one stays what it was. Returns once it runs.
   * @throws TRAINING_WRONG_STATE when the run ended otherwise
   */
  async continueFromGood(): Promise<void> {
    const session = this.#require('continueFromGood')
    const dataset = this.#loaded
    const endedWell = session.phase === 'ended' && session.reason !== 'diverged'
    if (endedWell || dataset === null) throw wrongState('continueFromGood', session.phase)
    if (session.phase !== 'ended') await this.stop()
    await session.settled()
    const learningRate = Math.max(session.learningRate / 2, SMALLEST_RATE)
    await this.prepare(dataset, session.hyperparameters, { id: null, checkpoint: session.lastGoodCheckpoint() })
    this.setLearningRate(learningRate)
    this.resume()
  }

  #tell(): void {
    this.#threadsTold = this.#threads()
    this.#deps.onStatus(this.status())
  }

  #threads(): 0 | 1 | 2 {
    if (this.#session === null) return 0
    return this.#helper?.isAlive ? 2 : 1
  }

  #require(command: string): TrainingSession {
    if (this.#session === null) throw new StudioError('TRAINING_WRONG_STATE', { command, state: 'idle' })
    return this.#session
  }

  #open(engine: Engine, dataset: Dataset, hyperparameters: Hyperparameters, checkpoint?: Checkpoint): TrainingSession {
    const { train, test, classes } = dataset
    return new TrainingSession({
      engine,
      shapes: { trainCount: train.count, testCount: test.count, inputs: train.rows * train.cols, classes },
      hyperparameters,
      now: this.#deps.now,
      ...(this.#helper === null ? {} : { evaluator: this.#helper }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    })
  }

  /** Empties the engine for other images: one split after the other would have it keep a copy of the one not yet replaced. */
  #unload(): void {
    this.#helper?.close()
    this.#helper = null
    this.#loaded = null
    // The old run lives in the engine: both go together.
    this.#session = null
    this.#engine?.dispose()
  }

  #loadedInto(engine: Engine, dataset: Dataset): void {
    this.#loaded = dataset
    const { startHelper } = this.#deps
    this.#helper = startHelper === undefined ? null : (engine.createHelper?.(startHelper) ?? null)
  }

  async #engineFor(kind: EngineKind): Promise<Engine> {
    if (this.#engine !== null && this.#engineWish === kind) return this.#engine
    const engine = await createEngine(kind)
    this.#unload()
    this.#engine = engine
    this.#engineWish = kind
    return engine
  }

  /** Runs until the session leaves `running`, by itself or by a request that is answered between two slices. */
  async #runSlices(session: TrainingSession): Promise<void> {
    const { yieldToEvents } = this.#deps
    // A pause and a resume may both come while this loop sleeps: then the newer loop carries on alone.
    const loop = ++this.#loop
    // The reply to the request goes out before the first event of the run, however short the run is.
    await yieldToEvents()
    while (loop === this.#loop && session.phase === 'running') {
      while (this.#held !== null) await this.#held
      const outcome = session.runSlice(this.pace.nextEnd())
      if (outcome === 'still') {
        await this.#conclude(session)
        return
      }
      if (this.#progress?.isDue) this.#report(session)
      await (outcome === 'waiting' ? session.settled() : yieldToEvents())
    }
    // The end may come with a measurement that arrives while this loop sleeps. A stop says its own last words.
    if (loop === this.#loop && session.phase === 'ended' && session.reason !== 'stopped') await this.#conclude(session)
  }

  /** Says everything there is to say, measurements under way included, then the new state. */
  async #conclude(session: TrainingSession): Promise<void> {
    await session.settled()
    if (session !== this.#session) return
    this.#report(session)
    this.#tell()
  }

  #report(session: TrainingSession): void {
    const progress = this.#progress?.next() ?? null
    if (progress === null) return
    this.#deps.onProgress(progress)
    // A second worker that broke down on the way is told of.
    if (session.phase === 'running' && this.#threads() !== this.#threadsTold) this.#tell()
  }
}

/** Where a snapshot was taken, without its weights. */
const placeOf = ({ epoch, iteration, testAccuracy }: BestSnapshot) => ({ epoch, iteration, testAccuracy })
