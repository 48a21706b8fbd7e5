import type { Engine } from '../engine/engine'
import type { Accuracies, SnapshotEvaluator } from '../engine/snapshotEvaluator'
import type { Weights } from '../nn/weights'
import type { BestSnapshot, Checkpoint, SessionShapes } from './checkpoint'
import type { EndReason } from './endReasons'
import { EpochLog } from './epochLog'
import { epochOf, exactEpochOf } from './epochSchedule'
import type { History } from './history'
import type { Hyperparameters } from './hyperparameters'
import { Measurements } from './measurements'
import type { DueMeasurement } from './measurements'
import type { Measured } from './runTypes'

interface Options {
  /** Its network is initialised. */
  readonly engine: Engine
  readonly shapes: SessionShapes
  /** As they are now: a run that is lengthened changes them. */
  readonly hyperparameters: () => Hyperparameters
  readonly evaluator: SnapshotEvaluator | null
  /** Changed with each measurement. */
  readonly history: History
  /** Of the resumed run, or null. */
  readonly best: BestSnapshot | null
  /**
   * Called after each measurement.
   * @param reason - why the run should end now, or null
   */
  readonly onMeasured: (reason: EndReason | null) => void
}

/** What a run has measured of its weights, what it is measuring, and what it still has to. */
export class RunAccuracies {
  readonly #options: Options
  readonly #log: EpochLog
  readonly #measurements: Measurements
  /** Iterations done by the weights that were last asked for, for the history and for a pause. */
  #requested: number
  #requestedPause = 0

  constructor(options: Options) {
    const { engine, shapes, hyperparameters, evaluator, history, best } = options
    this.#options = options
    this.#log = new EpochLog(history, hyperparameters, best)
    this.#requested = (history.epochs.at(-1)?.iteration ?? -1) + 1
    this.#measurements = new Measurements({
      engine,
      counts: { train: shapes.trainCount, test: shapes.testCount },
      hidden: hyperparameters().hidden,
      evaluator,
      record: (due, accuracies, weights) => this.#record(due, accuracies, weights),
    })
  }

  /** The weights with the best test accuracy of an epoch; null before the first. */
  get best(): BestSnapshot | null {
    return this.#log.best
  }

  /** Accuracies of the weights after this many iterations, or the newest ones if those were not measured; null before the first. */
  ofOrNewest(iterations: number): Measured | null {
    return this.#log.of(iterations) ?? this.#log.newest
  }

  /** Accuracies of the weights after this many iterations; null if they were not measured. */
  of(iterations: number): Accuracies | null {
    const measured = this.#log.of(iterations)
    return measured && { trainAccuracy: measured.trainAccuracy, testAccuracy: measured.testAccuracy }
  }

  /** Whether anything is being measured. */
  get isPending(): boolean {
    return this.#measurements.isPending
  }

  /** Whether {@link advance} has something to measure; no iteration may run before it is done. */
  get isDue(): boolean {
    return this.#measurements.due !== null
  }

  /** Measurements that the history needs and the evaluator has not answered. */
  get needed(): number {
    return this.#measurements.needed
  }

  /** Whether the evaluator has to answer before it is asked for more. */
  get isFull(): boolean {
    return this.#measurements.isFull
  }

  /** What has to be measured again when the run is resumed; null when nothing has. */
  get unfinished(): Checkpoint['due'] {
    const { due } = this.#measurements
    if (due === null || due.purpose === 'pause') return null
    const { epoch, iteration, purpose } = due
    return { epoch, iteration, final: purpose !== 'epoch' }
  }

  /** Measures a slice. */
  advance(): void {
    this.#measurements.advance()
  }

  /** @throws what the evaluator failed with, if it did */
  check(): void {
    this.#measurements.check()
  }

  /** Resolves when the evaluator has answered everything. Never rejects. */
  settled(): Promise<void> {
    return this.#measurements.settled()
  }

  /**
   * Measures weights.
   * @param iterations - done by them, at least 1
   * @param weights - a copy, not modified afterwards
   */
  measure(purpose: DueMeasurement['purpose'], iterations: number, weights: Weights): void {
    const { shapes, hyperparameters } = this.#options
    const epoch = purpose === 'epoch' ? epochOf : exactEpochOf
    const iteration = iterations - 1
    if (purpose === 'pause') this.#requestedPause = iterations
    else this.#requested = iterations
    const due = { epoch: epoch(iteration, shapes.trainCount, hyperparameters().batch), iteration, purpose }
    this.#measurements.request(due, weights)
  }

  /** Measures the engine's weights in a pause, unless that has been asked for or the evaluator is too busy. */
  measurePaused(iterations: number): void {
    if (Math.max(this.#requested, this.#requestedPause) >= iterations || this.isFull) return
    this.measure('pause', iterations, this.#options.engine.weights())
  }

  /** Measures the engine's weights after a stop, unless that has been done or asked for. */
  measureStopped(iterations: number): void {
    this.cancelPause()
    if (this.#requested >= iterations || this.#log.keepPaused(iterations)) return
    this.measure('stop', iterations, this.#options.engine.weights())
  }

  /** Continues with what was {@link unfinished}. @param ended - whether the run had ended */
  measureAgain({ final, ...due }: NonNullable<Checkpoint['due']>, ended: boolean): void {
    const purpose = !final ? 'epoch' : ended ? 'stop' : 'finish'
    this.#requested = due.iteration + 1
    this.#measurements.request({ ...due, purpose }, this.#options.engine.weights())
  }

  /** The run goes on after its end: what was measured then is treated as that of a pause. */
  reopen(): void {
    this.#log.reopen()
  }

  /** Gives up what a pause has left to measure: the weights are about to change. */
  cancelPause(): void {
    if (this.#measurements.due?.purpose !== 'pause') return
    this.#requestedPause = 0
    this.#measurements.cancel()
  }

  /** Gives up what is {@link isDue}; the evaluator's answers still arrive. */
  cancel(): void {
    this.#measurements.cancel()
  }

  #record(due: DueMeasurement, accuracies: Accuracies, weights: Weights): void {
    const early = this.#log.record(due, accuracies, weights)
    this.#options.onMeasured(due.purpose === 'finish' ? 'finished' : early)
  }
}
