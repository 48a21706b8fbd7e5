import { StudioError } from '../core/errors'
import type { EndReason } from './endReasons'
import type { TrainingPhase } from './runTypes'
import type { Engine } from '../engine/engine'
import { initialWeights } from '../nn/initialWeights'
import type { Weights } from '../nn/weights'
import { BatchSource } from './batchSource'
import type { BestSnapshot, Checkpoint, RestorePoint, SessionShapes } from './checkpoint'
import { LearningRate } from './learningRate'
import { epochOf, reportsEpoch } from './epochSchedule'
import { earlyStopping, mayEndEarly } from './earlyStopping'
import { DivergenceGuard } from './divergenceGuard'
import { History } from './history'
import type { Hyperparameters } from './hyperparameters'
import { Measurements } from './measurements'
import type { DueMeasurement } from './measurements'
import { RunPhase, wrongState } from './runPhase'
import type { SessionOptions } from './sessionOptions'
import { checkHyperparameter, hyperparameterField, validateHyperparameters } from './validateHyperparameters'
import type { Accuracies } from '../engine/snapshotEvaluator'

/**
 * What a slice left: 'more' = call again; 'waiting' = nothing to do before {@link TrainingSession.settled};
 * 'still' = paused or ended.
 */
export type SliceOutcome = 'more' | 'waiting' | 'still'

/**
 * One training run: the book's loop around an {@link Engine} as a state machine that works in short slices. It draws in
 * the book's order from one RandomState(seed), W1, W2, then a batch per iteration, and records what the charts need.
 * The batch of the next iteration is drawn early because the engine fetches its rows ahead; nothing else draws, so the
 * numbers stay NumPy's.
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
  readonly #good: DivergenceGuard
  readonly #rate: LearningRate
  #iteration = 0
  #best: BestSnapshot | null = null
  #stopAt = Infinity

  /**
   * Sets the engine's network up: fresh weights from the seed, or those of the checkpoint. The session starts paused.
   * @throws HYPERPARAMETER_* when a value does not hold the table, TRAINING_NO_DATA when a split is empty
   */
  constructor(options: SessionOptions) {
    const { engine, shapes, hyperparameters, checkpoint } = options
    validateHyperparameters(hyperparameters)
    if (shapes.trainCount < 1 || shapes.testCount < 1) throw new StudioError('TRAINING_NO_DATA')
    this.hyperparameters = hyperparameters
    this.shapes = shapes
    this.history = new History(checkpoint?.history)
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
      this.#good = new DivergenceGuard(this.#restorePoint(), shapes.classes)
    } else {
      engine.initialise(checkpoint.point.engine.weights, optimizer, batch)
      this.#restore(checkpoint.point)
      this.#good = new DivergenceGuard(checkpoint.lastStable, shapes.classes)
      this.#best = checkpoint.best
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
    return this.reason === 'diverged' ? this.#good.last.iteration : this.#iteration
  }

  /** Accuracies after the last iteration; null before, and after a stop or a divergence. */
  get final(): Accuracies | null {
    return this.#run.end?.final ?? null
  }

  /** The weights with the best test accuracy so far. */
  get best(): BestSnapshot | null {
    return this.#best
  }

  /** Milliseconds spent running, pauses excluded. */
  get elapsedMs(): number {
    return this.#run.elapsedMs
  }

  /** Of the next iteration. */
  get learningRate(): number {
    return this.#rate.at(this.#iteration)
  }

  /**
   * Applies from the next iteration on; a decay goes on from this value.
   * @param value - holds the table's range for `lr`
   * @throws HYPERPARAMETER_INVALID, TRAINING_WRONG_STATE once the run has ended
   */
  setLearningRate(value: number): void {
    checkHyperparameter(hyperparameterField('lr'), value)
    this.#run.refuseEnded('learningRate')
    this.#rate.choose(value, this.#iteration)
    this.history.marks.push({ kind: 'learningRate', iteration: this.#iteration, value })
  }

  /**
   * Starts or goes on.
   * @param iterations - pause by itself after so many more (and the measurements they cause)
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

  /** Ends the run for good; its weights stay. @throws TRAINING_WRONG_STATE when it has ended */
  stop(): void {
    this.#end('stopped')
  }

  /**
   * Works until the deadline: iterations, and measurements where they are due. One iteration or one slice of a
   * measurement is done at least.
   * @param deadline - on the session's clock
   * @throws what the evaluator failed with
   */
  runSlice(deadline: number): SliceOutcome {
    while (this.phase === 'running') {
      this.#measurements.check()
      if (!this.#advance()) return 'waiting'
      if (this.#now() >= deadline) break
    }
    return this.phase === 'running' ? 'more' : 'still'
  }

  /** Resolves when every measurement asked of the evaluator is recorded; at once without one. Never rejects. */
  settled(): Promise<void> {
    return this.#measurements.settled()
  }

  /**
   * @returns all that resuming needs, in copies
   * @throws TRAINING_WRONG_STATE while measurements are on their way, see {@link settled}
   */
  checkpoint(): Checkpoint {
    const [due, end] = [this.#measurements.due, this.#run.end]
    return this.#checkpointAt({ point: this.#restorePoint(), history: this.history.data(), due, end })
  }

  /** As {@link checkpoint}, for going on (with a smaller learning rate) from the last epoch before a divergence. */
  lastStableCheckpoint(): Checkpoint {
    const point = this.#good.last
    return this.#checkpointAt({ point, history: this.history.data(point.iteration), due: null, end: null })
  }

  #checkpointAt(moment: Pick<Checkpoint, 'point' | 'history' | 'due' | 'end'>): Checkpoint {
    if (this.#measurements.outstanding > 0) throw wrongState('checkpoint', this.phase)
    return {
      version: 1,
      hyperparameters: this.hyperparameters,
      shapes: this.shapes,
      best: this.#best,
      lastStable: this.#good.last,
      elapsedMs: this.elapsedMs,
      ...moment,
    }
  }

  /** Does one thing. @returns false when there is nothing to do before a measurement arrives */
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
    const { trainCount } = this.shapes
    const { batch: batchSize, iterations } = this.hyperparameters
    const i = this.#iteration
    const batch = this.#batches.take()
    const ahead = i + 1 < iterations ? this.#batches.next : null
    const loss = this.#engine.step(batch, this.learningRate, ahead, this.#batches.takeShifts())
    if (!Number.isFinite(loss)) {
      this.#diverge()
      return
    }
    this.history.pushLoss(loss)
    this.#good.watch(loss)
    this.#iteration = i + 1
    if (!reportsEpoch(i, trainCount, batchSize)) return
    const point = this.#restorePoint()
    this.#good.offer(point, loss)
    const due = { epoch: epochOf(i, trainCount, batchSize), iteration: i, final: false }
    this.#measurements.request(due, point.engine.weights)
  }

  #record(due: DueMeasurement, accuracies: Accuracies, weights: Weights): void {
    if (due.final) {
      if (this.phase !== 'ended') this.#end('finished', accuracies)
      return
    }
    const { epoch, iteration } = due
    const { testAccuracy } = accuracies
    this.history.epochs.push({ epoch, iteration, ...accuracies })
    if (testAccuracy > (this.#best?.testAccuracy ?? -1)) {
      this.#best = { epoch, iteration, testAccuracy, weights }
      this.history.marks.push({ kind: 'best', iteration: iteration + 1, epoch, value: testAccuracy })
    }
    if (this.phase === 'ended') return
    const reason = earlyStopping(this.hyperparameters, this.history.epochs, this.#best?.epoch ?? 0)
    if (reason !== null) this.#end(reason, accuracies)
  }

  #finish(): void {
    const last = this.history.epochs.at(-1)
    if (last !== undefined && last.iteration === this.#iteration - 1) {
      // The last iteration was an epoch of its own: the same weights need no second measurement.
      this.#end('finished', { trainAccuracy: last.trainAccuracy, testAccuracy: last.testAccuracy })
      return
    }
    const iteration = this.#iteration - 1
    const epoch = epochOf(iteration, this.shapes.trainCount, this.hyperparameters.batch)
    this.#measurements.request({ epoch, iteration, final: true }, this.#engine.weights())
  }

  /** The iteration that diverged does not count: its loss is no number to draw, its weights are of no use. */
  #diverge(): void {
    this.history.marks.push({ kind: 'diverged', iteration: this.#iteration + 1 })
    this.#engine.setState(this.#good.last.engine)
    this.#end('diverged')
  }

  #end(reason: EndReason, final: Accuracies | null = null): void {
    this.#run.finish({ reason, final })
    this.#measurements.cancel()
  }

  #restorePoint(): RestorePoint {
    return {
      iteration: this.#iteration,
      engine: this.#engine.state(),
      draws: this.#batches.snapshot(),
      baseLearningRate: this.#rate.base,
    }
  }

  #restore(point: RestorePoint): void {
    this.#iteration = point.iteration
    this.#engine.setState(point.engine)
    this.#batches.restore(point.draws)
    this.#rate.base = point.baseLearningRate
  }
}
