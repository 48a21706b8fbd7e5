import type { TrainingCommand } from '../core/errorDetails'
import { StudioError } from '../core/errors'
import type { TrainingProgress, TrainingStatus } from '../training/runTypes'
import type { Dataset } from '../data/dataset'
import type { Engine } from '../engine/engine'
import { iterationsPerEpoch } from '../training/epochSchedule'
import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { Hyperparameters } from '../training/hyperparameters'
import type { RunSnapshot } from '../runs/runSnapshot'
import type { BestSnapshot, Checkpoint } from '../training/checkpoint'
import type { RunSchedule } from '../training/schedule'
import { wrongState } from '../training/runPhase'
import { TrainingSession } from '../training/session'
import type { HelperPort } from '../engine/helper'
import { ProgressReport } from './progress'
import { MAX_WARM_UP_IMAGES, WARM_UP_RUN, runWarmUp } from './warmUp'
import { SlicePace } from './slicePace'
import { takeSnapshot } from './runSnapshot'
import type { CurrentRun } from './modelSlots'
import { TrainingEngine } from './trainingEngine'

/** What the runner takes from its host. */
export interface RunnerDeps {
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
  /** Processors of the machine; assumed to be many when not given. */
  readonly processors?: number | undefined
  /** Lets pending requests be handled. */
  readonly yieldToEvents: () => Promise<void>
  /** Starts the helper worker; without it everything runs on one thread. */
  readonly startHelper?: (() => HelperPort) | undefined
  readonly onStatus: (status: TrainingStatus) => void
  readonly onProgress: (progress: TrainingProgress) => void
  /** Runs of the training processes before this one: run numbers keep growing when one crashes. */
  readonly runsBefore: number
}

/** How a run starts that is set up. */
export interface RunStart {
  readonly schedule?: RunSchedule
  readonly id?: string | null
  readonly checkpoint?: Checkpoint
}

/** The smallest learning rate that the settings allow: halving stops there. */
const MIN_LEARNING_RATE = 1e-6

/** Runs one {@link TrainingSession} at a time in slices and reports its progress. */
export class TrainingRunner {
  readonly pace: SlicePace
  readonly #deps: RunnerDeps
  readonly #loaded: TrainingEngine
  #session: TrainingSession | null = null
  #run: number
  /** Id of the stored run that is continued; null for a new run. */
  #id: string | null = null
  /** The run from whose weights the current one continues. */
  #from: RunSnapshot['from'] = null
  #loop = 0
  /** Set while a snapshot waits for pending measurements: no iteration runs meanwhile. */
  #snapshotting: Promise<void> | null = null
  #progress: ProgressReport | null = null
  /** The warm-up run is done; compiled code serves every dataset. */
  #warm = false
  #reportedThreads = 0

  constructor(deps: RunnerDeps) {
    this.#deps = deps
    this.pace = new SlicePace(deps.now)
    this.#run = deps.runsBefore
    const { yieldToEvents, startHelper } = deps
    // A session cannot outlive the images and the network in its engine.
    this.#loaded = new TrainingEngine({ yieldToEvents, startHelper, onUnload: () => (this.#session = null) })
  }

  /** The current run with its engine; null before the first start. */
  get current(): CurrentRun | null {
    const session = this.#session
    const { engine, dataset } = this.#loaded
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
      weightsIteration: session?.weightsIteration ?? 0,
      hyperparameters: session?.hyperparameters ?? null,
      engine: session === null ? null : (this.#loaded.engine?.kind ?? null),
      threads: this.#threads(),
      learningRate: session?.learningRate ?? BOOK_DEFAULTS.lr,
      iterationsPerEpoch:
        session === null ? 0 : iterationsPerEpoch(session.shapes.trainCount, session.hyperparameters.batch),
      best: session?.best ? placeOf(session.best) : null,
      measured: session?.measured ?? null,
    }
  }

  /**
   * Sets a run up, paused: a new one, or a stored one; as it ended, when its checkpoint says so.
   * @param start - what the new run does besides its hyperparameters; or the stored run's id (null when it becomes a new
   *   run) and where it continues
   * @throws TRAINING_WRONG_STATE while one is running
   */
  async prepare(dataset: Dataset, hyperparameters: Hyperparameters, start: RunStart = {}): Promise<void> {
    if (this.isRunning) throw new StudioError('TRAINING_WRONG_STATE', { command: 'start', state: 'running' })
    const engine = await this.#loaded.load(hyperparameters.engine, dataset)
    this.#session = this.#open(engine, dataset, hyperparameters, start)
    this.#run++
    this.#id = start.id ?? null
    this.#from = null
    this.#progress = new ProgressReport(this.#run, this.#session, this.#deps)
    if (start.checkpoint !== undefined) this.#report(this.#session)
  }

  /** Loads a dataset into the default engine before a run is started on it, see warmUp.ts. */
  async warmUp(dataset: Dataset): Promise<void> {
    // A run that has begun keeps its dataset.
    if (this.#session !== null || this.#loaded.dataset === dataset) return
    const engine = await this.#loaded.loadInSlices(BOOK_DEFAULTS.engine, dataset)
    if (this.#warm || dataset.train.count > MAX_WARM_UP_IMAGES) return
    this.#warm = true
    await runWarmUp(this.#open(engine, dataset, WARM_UP_RUN), this.#deps)
  }

  /** Everything that is stored of the current run; null before the first. */
  async snapshot(): Promise<RunSnapshot | null> {
    const session = this.#session
    this.#snapshotting = session?.settled() ?? null
    await this.#snapshotting
    this.#snapshotting = null
    const run = this.current
    if (run === null || run.session !== session) return null
    return takeSnapshot({ run: this.#run, id: this.#id, from: this.#from, ...run })
  }

  /** Starts or continues; returns at once. @throws TRAINING_WRONG_STATE unless paused */
  resume(): void {
    const session = this.#require('resume')
    session.resume()
    this.#progress?.measureFromHere()
    this.#reportStatus()
    // An error in the loop is a bug: left unhandled it ends the process, and the host sees a crash.
    void this.#runSlices(session)
  }

  /** One iteration, with the measurement of an epoch that it may cause, then a pause. @throws TRAINING_WRONG_STATE unless paused */
  async step(): Promise<void> {
    const session = this.#require('step')
    if (session.phase !== 'paused')
      throw new StudioError('TRAINING_WRONG_STATE', { command: 'step', state: session.phase })
    session.resume(1)
    await new Promise<void>((resolve) => void this.#runSlices(session, resolve))
  }

  /** Once this returns, no iteration runs. What is left to measure follows. @throws TRAINING_WRONG_STATE */
  pause(): void {
    const session = this.#require('pause')
    session.pause()
    this.#reportAll(session)
    void this.#runSlices(session)
  }

  /** Ends the run; resolves when its weights are measured. @throws TRAINING_WRONG_STATE when there is none or it has ended */
  async stop(): Promise<void> {
    const session = this.#require('stop')
    session.stop()
    this.#reportAll(session)
    await this.#runSlices(session)
  }

  /** Applies from the next iteration on. @throws HYPERPARAMETER_INVALID, TRAINING_WRONG_STATE */
  setLearningRate(value: number): void {
    const session = this.#require('learningRate')
    session.setLearningRate(value)
    this.#report(session)
    this.#reportStatus()
  }

  /** The best snapshot of the current run. @throws TRAINING_WRONG_STATE while running, WEIGHTS_NONE before the first epoch */
  best(): BestSnapshot {
    const session = this.#require('restoreBest')
    if (session.phase === 'running') throw wrongState('restoreBest', session.phase)
    if (session.best === null) throw new StudioError('WEIGHTS_NONE')
    return session.best
  }

  /**
   * Starts a new run from the last stable snapshot of a run that diverged, or is about to, with half its learning rate. The
   * old run stays as it was. Returns once the new one runs.
   * @throws TRAINING_WRONG_STATE when the run ended without diverging
   */
  async continueFromStable(): Promise<void> {
    const session = this.#require('continueFromStable')
    const { dataset } = this.#loaded
    const endedWell = session.phase === 'ended' && session.reason !== 'diverged'
    if (endedWell || dataset === null) throw wrongState('continueFromStable', session.phase)
    if (session.phase !== 'ended') await this.stop()
    await session.settled()
    const learningRate = Math.max(session.learningRate / 2, MIN_LEARNING_RATE)
    const [run, checkpoint] = [this.#run, session.lastStableCheckpoint()]
    await this.prepare(dataset, session.hyperparameters, { checkpoint })
    this.#from = { run, iteration: checkpoint.point.iteration }
    this.#require('continueFromStable').setLearningRate(learningRate, 'remedy')
    this.resume()
  }

  #reportStatus(): void {
    this.#reportedThreads = this.#threads()
    this.#deps.onStatus(this.status())
  }

  #threads(): 0 | 1 | 2 {
    return this.#session === null ? 0 : this.#loaded.threads
  }

  #require(command: TrainingCommand): TrainingSession {
    if (this.#session === null) throw new StudioError('TRAINING_WRONG_STATE', { command, state: 'idle' })
    return this.#session
  }

  #open(
    engine: Engine,
    dataset: Dataset,
    hyperparameters: Hyperparameters,
    { schedule, checkpoint }: RunStart = {},
  ): TrainingSession {
    const { train, test, classes } = dataset
    const { helper } = this.#loaded
    return new TrainingSession({
      engine,
      shapes: { trainCount: train.count, testCount: test.count, inputs: train.rows * train.cols, classes },
      hyperparameters,
      now: this.#deps.now,
      ...(helper === null ? {} : { evaluator: helper }),
      ...(schedule === undefined ? {} : { schedule }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    })
  }

  /**
   * Works until the session has nothing to do: to its end or pause, and on to what is measured then.
   * @param onRest - called once it no longer iterates
   */
  async #runSlices(session: TrainingSession, onRest?: () => void): Promise<void> {
    const { yieldToEvents } = this.#deps
    // A pause and a resume may both arrive while this loop waits: then only the newest loop continues.
    const loop = ++this.#loop
    const isNewest = () => loop === this.#loop && session === this.#session
    let iterating = session.phase === 'running'
    let isReported = !iterating
    // The reply to the request is sent before the first event of the run, however short the run is.
    if (iterating) await yieldToEvents()
    while (isNewest() && session.isBusy) {
      while (this.#snapshotting !== null) await this.#snapshotting
      const outcome = session.runSlice(this.pace.nextEnd())
      isReported = iterating && session.phase !== 'running'
      if (isReported) {
        iterating = false
        this.#reportAll(session)
        onRest?.()
      }
      if (this.#progress?.isDue) this.#report(session)
      if (outcome === 'idle') break
      if (outcome === 'waiting') await session.settled()
      // Also after a measurement: one made in this thread is settled at once, without a turn of the event loop.
      await yieldToEvents()
    }
    if (isNewest() && !isReported) this.#reportAll(session)
    onRest?.()
  }

  /** Reports everything that has not been, then the state. */
  #reportAll(session: TrainingSession): void {
    this.#report(session)
    this.#reportStatus()
  }

  #report(session: TrainingSession): void {
    const progress = this.#progress?.next() ?? null
    if (progress === null) return
    this.#deps.onProgress(progress)
    // The helper thread may have failed since the last report.
    if (session.phase === 'running' && this.#threads() !== this.#reportedThreads) this.#reportStatus()
  }
}

/** The position of a snapshot, without its weights. */
const placeOf = ({ epoch, iteration, testAccuracy }: BestSnapshot) => ({ epoch, iteration, testAccuracy })
