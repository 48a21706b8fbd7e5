import type { TrainingCommand } from '../core/errorDetails'
import { StudioError } from '../core/errors'
import type { TrainingStatus } from '../training/runTypes'
import type { Dataset } from '../data/dataset'
import type { Engine } from '../engine/engine'
import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { Hyperparameters } from '../training/hyperparameters'
import type { RunSnapshot } from '../runs/runSnapshot'
import type { BestSnapshot } from '../training/checkpoint'
import { wrongState } from '../training/runPhase'
import { TrainingSession } from '../training/session'
import { ProgressReport } from './progress'
import { MAX_WARM_UP_IMAGES, WARM_UP_RUN, runWarmUp } from './warmUp'
import type { RunStart, RunnerDeps } from './runnerDeps'
import { learns, remedyRates } from './remedy'
import { SlicePace } from './slicePace'
import { takeSnapshot } from './runSnapshot'
import { runDataOf, statusOf } from './runStatus'
import type { CurrentRun } from './modelSlots'
import { TrainingEngine } from './trainingEngine'

/** A measurement of MNIST takes about half of this. */
const QUIET_MS = 100

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
  #reported: Pick<TrainingStatus, 'threads' | 'collapse'> = { threads: 0, collapse: null }

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
    return statusOf(this.#session, {
      run: this.#run,
      engine: this.#session === null ? null : (this.#loaded.engine?.kind ?? null),
      threads: this.#threads(),
      data: runDataOf(this.current?.dataset ?? null),
    })
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
    if (session?.phase === 'running') await this.#quietMoment(session)
    this.#snapshotting = session?.settled() ?? null
    await this.#snapshotting
    this.#snapshotting = null
    const run = this.current
    if (run === null || run.session !== session) return null
    return takeSnapshot({ run: this.#run, id: this.#id, from: this.#from, ...run })
  }

  /** Waits a moment for measurements to end while training continues: a snapshot then does not hold it up. */
  async #quietMoment(session: TrainingSession): Promise<void> {
    const { now, yieldToEvents } = this.#deps
    const end = now() + QUIET_MS
    while (session.phase === 'running' && session.isMeasuring && now() < end) await yieldToEvents()
  }

  /** Takes the end of a run back: it is paused, with at least this many iterations left. @throws as the session's */
  lengthen(iterations: number): void {
    this.#require('lengthen').lengthen(iterations)
  }

  /** Shows a run that was set up as it is; one that is not measured is. */
  show(): void {
    const session = this.#require('resume')
    // No iteration: a pause, which measures.
    if (session.phase === 'paused') session.resume(0)
    this.#reportStatus()
    void this.#runSlices(session)
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
   * Starts a new run from the last stable snapshot of a run that diverged or collapsed, with a learning rate low enough for the
   * network to learn: at most half of the old one, halved again while a trial fails. The old run stays as it was. Returns once
   * the new one runs.
   * @throws TRAINING_WRONG_STATE when the run ended well
   */
  async continueFromStable(): Promise<void> {
    const session = this.#require('continueFromStable')
    const { dataset } = this.#loaded
    const needsIt = session.phase !== 'ended' || session.reason === 'diverged' || session.guard.collapse !== null
    if (!needsIt || dataset === null) throw wrongState('continueFromStable', session.phase)
    if (session.phase !== 'ended') await this.stop()
    await session.settled()
    const { hyperparameters } = session
    const [run, checkpoint] = [this.#run, session.lastStableCheckpoint()]
    const engine = await this.#loaded.load(hyperparameters.engine, dataset)
    const rates = remedyRates(session.learningRate, hyperparameters)
    this.#run++
    this.#id = null
    this.#from = { run, iteration: checkpoint.point.iteration }
    let next = session
    for (let tried = 1; tried <= rates.length; tried++) {
      this.#session = next = this.#open(engine, dataset, hyperparameters, { checkpoint })
      for (const rate of rates.slice(0, tried)) next.setLearningRate(rate, 'remedy')
      if (await learns(next, this.pace, this.#deps.yieldToEvents)) break
    }
    this.#progress = new ProgressReport(this.#run, next, this.#deps)
    this.#reportAll(next)
    void this.#runSlices(next)
  }

  #reportStatus(): void {
    const status = this.status()
    this.#reported = status
    this.#deps.onStatus(status)
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
    // The helper thread may have failed, or the run collapsed, since the last report.
    const { threads, collapse } = this.#reported
    const isNews = this.#threads() !== threads || session.guard.collapse !== collapse
    if (session.phase === 'running' && isNews) this.#reportStatus()
  }
}
