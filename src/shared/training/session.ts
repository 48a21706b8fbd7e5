import type { EndReason } from './endReasons'
import type { Measured, TrainingPhase } from './runTypes'
import type { Engine } from '../engine/engine'
import type { BestSnapshot, Checkpoint, SessionShapes } from './checkpoint'
import { lengthened, planChange } from './lengthening'
import { reportsEpoch } from './epochSchedule'
import { mayEndEarly } from './earlyStopping'
import { DivergenceGuard } from './divergenceGuard'
import type { History } from './history'
import type { Hyperparameters } from './hyperparameters'
import type { IterationCapture } from './iterationCapture'
import { historyOf } from './resumedHistory'
import { RunAccuracies } from './runAccuracies'
import { RunPhase, wrongState } from './runPhase'
import { checkOptions } from './sessionOptions'
import type { SessionOptions, SliceOutcome } from './sessionOptions'
import { Trajectory } from './trajectory'
import { checkHyperparameter, hyperparameterField } from './validateHyperparameters'
import type { Accuracies } from '../engine/snapshotEvaluator'

/**
 * One training run: the book's loop around an {@link Engine} as a state machine that works in short slices.
 */
export class TrainingSession {
  readonly shapes: SessionShapes
  readonly history: History
  readonly #engine: Engine
  readonly #now: () => number
  readonly #run: RunPhase
  readonly #trajectory: Trajectory
  readonly #accuracies: RunAccuracies
  readonly #guard: DivergenceGuard
  readonly film: Trajectory['film']
  #hyperparameters: Hyperparameters
  #stopAt = Infinity

  /**
   * Initialises the engine's network: fresh weights from the seed, or those of the checkpoint. The session starts paused.
   * @throws HYPERPARAMETER_* when a value is outside the table's range, TRAINING_NO_DATA when a split is empty
   */
  constructor(options: SessionOptions) {
    const { engine, shapes, hyperparameters, checkpoint } = options
    checkOptions(options)
    this.#hyperparameters = hyperparameters
    this.shapes = shapes
    this.history = historyOf(checkpoint)
    this.#engine = engine
    this.#now = options.now
    this.#run = new RunPhase(options.now, checkpoint?.elapsedMs, checkpoint?.end?.reason)
    this.#accuracies = new RunAccuracies({
      ...{ engine, shapes, history: this.history },
      hyperparameters: () => this.#hyperparameters,
      evaluator: options.evaluator ?? null,
      best: checkpoint?.best ?? null,
      onMeasured: (reason) => this.#onMeasured(reason),
    })
    this.#trajectory = new Trajectory(options, this.history.marks)
    this.film = this.#trajectory.film
    const stable = checkpoint?.lastStable ?? this.#trajectory.point()
    this.#guard = new DivergenceGuard(stable, shapes, hyperparameters, this.history)
    if (checkpoint?.due) this.#accuracies.measureAgain(checkpoint.due, checkpoint.end !== null)
  }

  /** Its length and the conditions for an early end change when the run is lengthened. */
  get hyperparameters(): Hyperparameters {
    return this.#hyperparameters
  }

  get phase(): TrainingPhase {
    return this.#run.phase
  }

  /** Why the run ended; null before. */
  get reason(): EndReason | null {
    return this.#run.reason
  }

  /** Iterations done. */
  get iteration(): number {
    return this.#trajectory.iteration
  }

  /** Iterations done by the weights in the engine: fewer than {@link iteration} after a divergence. */
  get weightsIteration(): number {
    return this.reason === 'diverged' ? this.#guard.last.iteration : this.iteration
  }

  /** Accuracies of the weights that the run ended with; null before its end, and until they are measured. */
  get final(): Accuracies | null {
    return this.phase === 'ended' ? this.#accuracies.of(this.weightsIteration) : null
  }

  /** Accuracies of the weights in the engine, or the newest ones while those are not measured; null before the first. */
  get measured(): Measured | null {
    return this.#accuracies.ofOrNewest(this.weightsIteration)
  }

  /** Whether {@link runSlice} has something to do: iterations, or what a pause or a stop has left to measure. */
  get isBusy(): boolean {
    return this.phase === 'running' || this.#accuracies.isPending
  }

  /** Whether the network learns. */
  get guard(): Pick<DivergenceGuard, 'collapse' | 'hasLearned'> {
    return this.#guard
  }

  /** Whether a {@link checkpoint} has to wait for measurements. */
  get isMeasuring(): boolean {
    return this.#accuracies.needed > 0
  }

  /** The weights with the best test accuracy so far. */
  get best(): BestSnapshot | null {
    return this.#accuracies.best
  }

  /** Milliseconds spent running, pauses excluded. */
  get elapsedMs(): number {
    return this.#run.elapsedMs
  }

  /** Learning rate of the next iteration. */
  get learningRate(): number {
    return this.#trajectory.learningRate
  }

  /**
   * Applies from the next iteration on; a decay continues from this value.
   * @param value - within the table's range for `lr`
   * @param kind - who changes it
   * @throws HYPERPARAMETER_INVALID, TRAINING_WRONG_STATE once the run has ended
   */
  setLearningRate(value: number, kind: 'learningRate' | 'remedy' = 'learningRate'): void {
    checkHyperparameter(hyperparameterField('lr'), value)
    this.#run.refuseEnded('learningRate')
    this.#trajectory.rate.choose(value, this.iteration, kind)
  }

  /**
   * Starts or continues the run.
   * @param iterations - pause after this many more (and the measurements they cause)
   * @throws TRAINING_WRONG_STATE unless paused
   */
  resume(iterations = Infinity): void {
    this.#run.resume()
    this.#accuracies.cancelPause()
    this.#stopAt = this.iteration + iterations
  }

  /** Stops between two iterations until {@link resume}, and measures. @throws TRAINING_WRONG_STATE unless running */
  pause(): void {
    this.#run.pause()
    this.history.marks.push({ kind: 'paused', iteration: this.iteration })
    this.#accuracies.measurePaused(this.iteration)
  }

  /** Ends the run, which cannot be resumed, and measures; its weights remain. @throws TRAINING_WRONG_STATE when it has ended */
  stop(): void {
    this.#run.finish('stopped')
    this.#accuracies.measureStopped(this.iteration)
  }

  /**
   * Takes an end back: the run is paused, with at least this many iterations left. What ended it early no longer does.
   * @throws TRAINING_WRONG_STATE unless it ended without diverging, HYPERPARAMETER_INVALID when it would be too long
   */
  lengthen(iterations: number): void {
    const { reason, hyperparameters: before } = this
    if (reason === null || reason === 'diverged') throw wrongState('lengthen', this.phase)
    const planned = Math.max(before.iterations, this.iteration + iterations)
    checkHyperparameter(hyperparameterField('iterations'), planned)
    this.#run.reopen()
    this.#accuracies.reopen()
    this.#hyperparameters = lengthened(before, planned, reason)
    this.history.marks.push(...planChange(before, planned, reason, this.iteration))
  }

  /**
   * Works until the deadline: iterations, and measurements where they are due, also in a pause and after a stop; at least
   * one iteration or one slice of a measurement.
   * @param deadline - on the session's clock
   * @throws what the evaluator failed with
   */
  runSlice(deadline: number): SliceOutcome {
    while (this.isBusy) {
      this.#accuracies.check()
      if (!this.#advance()) return 'waiting'
      if (this.#now() >= deadline) break
    }
    return this.isBusy ? 'continue' : 'idle'
  }

  /** Resolves when every measurement requested from the evaluator is recorded; immediately without an evaluator. Never rejects. */
  settled(): Promise<void> {
    return this.#accuracies.settled()
  }

  /**
   * @returns everything that resuming needs, copied
   * @throws TRAINING_WRONG_STATE while measurements are outstanding, see {@link settled}
   */
  checkpoint(): Checkpoint {
    const [due, { reason, final }] = [this.#accuracies.unfinished, this]
    const end = reason && { reason, final }
    const { changes } = this.#trajectory.rate
    return this.#checkpointAt({ point: this.#trajectory.point(), history: this.history.data(), due, end, changes })
  }

  /** As {@link checkpoint}, at the last stable epoch before a divergence: to continue from with a smaller learning rate. */
  lastStableCheckpoint(): Checkpoint {
    const point = this.#guard.last
    return this.#checkpointAt({ point, history: this.history.data(point.iteration), due: null, end: null, changes: [] })
  }

  /** Captures the next iteration without changing the run; after a divergence, the one after the last stable point. */
  capture(): IterationCapture {
    return this.#trajectory.capture(this.reason === 'diverged' ? this.#guard.last : undefined)
  }

  #checkpointAt(moment: Pick<Checkpoint, 'point' | 'history' | 'due' | 'end' | 'changes'>): Checkpoint {
    if (this.#accuracies.needed > 0) throw wrongState('checkpoint', this.phase)
    return {
      version: 1,
      hyperparameters: this.hyperparameters,
      shapes: this.shapes,
      decayIterations: this.#trajectory.rate.decayIterations,
      best: this.best,
      lastStable: this.#guard.last,
      elapsedMs: this.elapsedMs,
      ...moment,
    }
  }

  /** Takes one step. @returns false when a measurement has to arrive first */
  #advance(): boolean {
    if (this.#accuracies.isDue) {
      this.#accuracies.advance()
      return true
    }
    if (this.phase !== 'running') return false
    const finished = this.iteration >= this.hyperparameters.iterations
    const pausing = this.iteration >= this.#stopAt
    // Whether the run stops early must not depend on how fast the evaluator is.
    const inStep = finished || pausing || mayEndEarly(this.hyperparameters)
    if (inStep ? this.#accuracies.needed > 0 : this.#accuracies.isFull) return false
    if (finished) this.#finish()
    else if (pausing) this.#rest()
    else this.#iterate()
    return true
  }

  #iterate(): void {
    const i = this.iteration
    const { batch, iterations } = this.hyperparameters
    const loss = this.#trajectory.step(i + 1 >= iterations)
    if (!Number.isFinite(loss)) {
      this.#diverge()
      return
    }
    this.history.pushLoss(loss)
    this.#guard.watch(loss)
    if (!reportsEpoch(i, this.shapes.trainCount, batch)) return
    const point = this.#trajectory.point()
    this.#guard.offer(point)
    this.#accuracies.measure('epoch', point.iteration, point.engine.weights)
  }

  #onMeasured(reason: EndReason | null): void {
    if (reason !== null && this.phase !== 'ended') this.#end(reason)
    // While the evaluator was busy a pause was not measured.
    if (this.phase === 'paused') this.#accuracies.measurePaused(this.iteration)
  }

  #finish(): void {
    // When the last iteration completed an epoch, these weights have been measured already.
    if (this.#accuracies.of(this.iteration) !== null) this.#end('finished')
    else this.#accuracies.measure('finish', this.iteration, this.#engine.weights())
  }

  #rest(): void {
    this.#run.pause()
    this.#accuracies.measurePaused(this.iteration)
  }

  /** The iteration that diverged does not count: its loss is not finite and its weights are useless. */
  #diverge(): void {
    this.history.marks.push({ kind: 'diverged', iteration: this.iteration + 1 })
    this.#engine.setState(this.#guard.last.engine)
    this.#end('diverged')
  }

  #end(reason: EndReason): void {
    const { testAccuracy = 1 } = this.#accuracies.of(this.iteration) ?? {}
    this.#run.finish(reason === 'finished' ? this.#guard.finishReason(testAccuracy) : reason)
    this.#accuracies.cancel()
  }
}
