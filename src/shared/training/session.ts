import type { EndReason } from './endReasons'
import type { TrainingPhase } from './runTypes'
import type { Engine } from '../engine/engine'
import { initialWeights } from '../nn/initialWeights'
import type { Weights } from '../nn/weights'
import { BatchSource } from './batchSource'
import type { BestSnapshot, Checkpoint, RestorePoint, SessionShapes } from './checkpoint'
import { LearningRate } from './learningRate'
import { EpochLog } from './epochLog'
import { epochOf, reportsEpoch } from './epochSchedule'
import { mayEndEarly } from './earlyStopping'
import { DivergenceGuard } from './divergenceGuard'
import { History } from './history'
import type { Hyperparameters } from './hyperparameters'
import { Measurements } from './measurements'
import type { DueMeasurement } from './measurements'
import { captureStep } from './iterationCapture'
import type { IterationCapture } from './iterationCapture'
import { RunPhase, wrongState } from './runPhase'
import { checkOptions } from './sessionOptions'
import type { SessionOptions, SliceOutcome } from './sessionOptions'
import { checkHyperparameter, hyperparameterField } from './validateHyperparameters'
import type { Accuracies } from '../engine/snapshotEvaluator'

/**
 * One training run: the book's loop around an {@link Engine} as a state machine that works in short slices. Draws W1, W2,
 * then a batch per iteration from one RandomState(seed), as the book does; the next batch is drawn one iteration early so
 * that the engine can prefetch its rows.
 */
export class TrainingSession {
  readonly hyperparameters: Hyperparameters
  readonly shapes: SessionShapes
  readonly history: History
  readonly #engine: Engine
  readonly #now: () => number
  readonly #run: RunPhase
  readonly #batches: BatchSource
  readonly #measurements: Measurements
  readonly #guard: DivergenceGuard
  readonly #epochs: EpochLog
  readonly #rate: LearningRate
  #iteration = 0
  #stopAt = Infinity

  /**
   * Initialises the engine's network: fresh weights from the seed, or those of the checkpoint. The session starts paused.
   * @throws HYPERPARAMETER_* when a value is outside the table's range, TRAINING_NO_DATA when a split is empty
   */
  constructor(options: SessionOptions) {
    const { engine, shapes, hyperparameters, checkpoint } = options
    checkOptions(options)
    this.hyperparameters = hyperparameters
    this.shapes = shapes
    this.history = new History(checkpoint?.history)
    this.#epochs = new EpochLog(this.history, hyperparameters, checkpoint?.best ?? null)
    this.#engine = engine
    this.#now = options.now
    this.#run = new RunPhase(options.now, checkpoint?.elapsedMs, checkpoint?.end)
    this.#batches = new BatchSource(shapes.trainCount, hyperparameters)
    this.#measurements = new Measurements({
      engine,
      counts: { train: shapes.trainCount, test: shapes.testCount },
      hidden: hyperparameters.hidden,
      evaluator: options.evaluator ?? null,
      record: (due, accuracies, weights) => this.#record(due, accuracies, weights),
    })
    const { optimizer, batch } = hyperparameters
    this.#rate = new LearningRate(hyperparameters)
    if (checkpoint === undefined) {
      engine.initialise(initialWeights({ ...shapes, ...hyperparameters }, this.#batches.random), optimizer, batch)
      this.#batches.drawFirst()
      this.#guard = new DivergenceGuard(this.#restorePoint(), shapes.classes)
    } else {
      const { point } = checkpoint
      engine.initialise(point.engine.weights, optimizer, batch)
      engine.setState(point.engine)
      this.#iteration = point.iteration
      this.#batches.restore(point.draws)
      this.#rate.base = point.baseLearningRate
      this.#guard = new DivergenceGuard(checkpoint.lastStable, shapes.classes)
      if (checkpoint.due !== null) this.#measurements.request(checkpoint.due, engine.weights())
    }
  }

  get phase(): TrainingPhase {
    return this.#run.phase
  }

  /** Why the run ended; null before. */
  get reason(): EndReason | null {
    return this.#run.end?.reason ?? null
  }

  /** Iterations done. */
  get iteration(): number {
    return this.#iteration
  }

  /** Iterations done by the weights in the engine: fewer than {@link iteration} after a divergence. */
  get weightsIteration(): number {
    return this.reason === 'diverged' ? this.#guard.last.iteration : this.#iteration
  }

  /** Accuracies after the last iteration; null before that, and after a stop or a divergence. */
  get final(): Accuracies | null {
    return this.#run.end?.final ?? null
  }

  /** The weights with the best test accuracy so far. */
  get best(): BestSnapshot | null {
    return this.#epochs.best
  }

  /** Milliseconds spent running, pauses excluded. */
  get elapsedMs(): number {
    return this.#run.elapsedMs
  }

  /** Learning rate of the next iteration. */
  get learningRate(): number {
    return this.#rate.at(this.#iteration)
  }

  /**
   * Applies from the next iteration on; a decay continues from this value.
   * @param value - within the table's range for `lr`
   * @throws HYPERPARAMETER_INVALID, TRAINING_WRONG_STATE once the run has ended
   */
  setLearningRate(value: number): void {
    checkHyperparameter(hyperparameterField('lr'), value)
    this.#run.refuseEnded('learningRate')
    this.#rate.choose(value, this.#iteration)
    this.history.marks.push({ kind: 'learningRate', iteration: this.#iteration, value })
  }

  /**
   * Starts or continues the run.
   * @param iterations - pause after this many more (and the measurements they cause)
   * @throws TRAINING_WRONG_STATE unless paused
   */
  resume(iterations = Infinity): void {
    this.#run.resume()
    this.#stopAt = this.#iteration + iterations
  }

  /** Stops between two iterations until {@link resume}. @throws TRAINING_WRONG_STATE unless running */
  pause(): void {
    this.#run.pause()
    this.history.marks.push({ kind: 'paused', iteration: this.#iteration })
  }

  /** Ends the run, which cannot be resumed; its weights remain. @throws TRAINING_WRONG_STATE when it has ended */
  stop(): void {
    this.#end('stopped')
  }

  /**
   * Works until the deadline: iterations, and measurements where they are due; at least one iteration or one slice
   * of a measurement.
   * @param deadline - on the session's clock
   * @throws what the evaluator failed with
   */
  runSlice(deadline: number): SliceOutcome {
    while (this.phase === 'running') {
      this.#measurements.check()
      if (!this.#advance()) return 'waiting'
      if (this.#now() >= deadline) break
    }
    return this.phase === 'running' ? 'continue' : 'idle'
  }

  /** Resolves when every measurement requested from the evaluator is recorded; immediately without an evaluator. Never rejects. */
  settled(): Promise<void> {
    return this.#measurements.settled()
  }

  /**
   * @returns everything that resuming needs, copied
   * @throws TRAINING_WRONG_STATE while measurements are outstanding, see {@link settled}
   */
  checkpoint(): Checkpoint {
    const [due, end] = [this.#measurements.due, this.#run.end]
    return this.#checkpointAt({ point: this.#restorePoint(), history: this.history.data(), due, end })
  }

  /** As {@link checkpoint}, at the last stable epoch before a divergence: to continue from with a smaller learning rate. */
  lastStableCheckpoint(): Checkpoint {
    const point = this.#guard.last
    return this.#checkpointAt({ point, history: this.history.data(point.iteration), due: null, end: null })
  }

  /**
   * The next iteration as the engine will do it, without doing it: the run keeps every bit. After a divergence, the iteration
   * after the last stable point. Allowed in every phase, between two slices.
   */
  capture(): IterationCapture {
    const { iteration, draws } = this.reason === 'diverged' ? this.#guard.last : this.#position()
    const { batch, shifts } = this.#batches.after(draws)
    return captureStep(this.#engine, { iteration, batch, shifts, learningRate: this.#rate.at(iteration) })
  }

  #checkpointAt(moment: Pick<Checkpoint, 'point' | 'history' | 'due' | 'end'>): Checkpoint {
    if (this.#measurements.outstanding > 0) throw wrongState('checkpoint', this.phase)
    return {
      version: 1,
      hyperparameters: this.hyperparameters,
      shapes: this.shapes,
      best: this.#epochs.best,
      lastStable: this.#guard.last,
      elapsedMs: this.elapsedMs,
      ...moment,
    }
  }

  /** Takes one step. @returns false when a measurement has to arrive first */
  #advance(): boolean {
    if (this.#measurements.due !== null) {
      this.#measurements.advance()
      return true
    }
    const finished = this.#iteration >= this.hyperparameters.iterations
    const pausing = this.#iteration >= this.#stopAt
    // Whether the run stops early must not depend on how fast the evaluator is.
    const inStep = finished || pausing || mayEndEarly(this.hyperparameters)
    if (inStep ? this.#measurements.outstanding > 0 : this.#measurements.isFull) return false
    if (finished) this.#finish()
    else if (pausing) this.#run.pause()
    else this.#iterate()
    return true
  }

  #iterate(): void {
    const { batch: batchSize, iterations } = this.hyperparameters
    const i = this.#iteration
    const batch = this.#batches.take()
    const next = i + 1 < iterations ? this.#batches.next : null
    const loss = this.#engine.step(batch, this.learningRate, next, this.#batches.takeShifts())
    if (!Number.isFinite(loss)) {
      this.#diverge()
      return
    }
    this.history.pushLoss(loss)
    this.#guard.watch(loss)
    this.#iteration = i + 1
    if (!reportsEpoch(i, this.shapes.trainCount, batchSize)) return
    const point = this.#restorePoint()
    this.#guard.offer(point, loss)
    this.#measure(i, false, point.engine.weights)
  }

  #record(due: DueMeasurement, accuracies: Accuracies, weights: Weights): void {
    const reason = due.final ? 'finished' : this.#epochs.record(due, accuracies, weights)
    if (reason !== null && this.phase !== 'ended') this.#end(reason, accuracies)
  }

  #finish(): void {
    const iteration = this.#iteration - 1
    // When the last iteration completed an epoch, these weights have been measured already.
    const measured = this.#epochs.accuraciesAfter(iteration)
    if (measured === null) this.#measure(iteration, true, this.#engine.weights())
    else this.#end('finished', measured)
  }

  #measure(iteration: number, final: boolean, weights: Weights): void {
    const epoch = epochOf(iteration, this.shapes.trainCount, this.hyperparameters.batch)
    this.#measurements.request({ epoch, iteration, final }, weights)
  }

  /** The iteration that diverged does not count: its loss is not finite and its weights are useless. */
  #diverge(): void {
    this.history.marks.push({ kind: 'diverged', iteration: this.#iteration + 1 })
    this.#engine.setState(this.#guard.last.engine)
    this.#end('diverged')
  }

  #end(reason: EndReason, final: Accuracies | null = null): void {
    this.#run.finish({ reason, final })
    this.#measurements.cancel()
  }

  #restorePoint(): RestorePoint {
    return { ...this.#position(), engine: this.#engine.state(), baseLearningRate: this.#rate.base }
  }

  #position(): Pick<RestorePoint, 'iteration' | 'draws'> {
    return { iteration: this.#iteration, draws: this.#batches.snapshot() }
  }
}
