import type { Engine } from '../engine/engine'
import type { Weights } from '../nn/weights'
import { SlicedEvaluation, evaluationSlice } from './evaluation'
import type { Accuracies, SnapshotEvaluator } from '../engine/snapshotEvaluator'

/** A pending measurement of the accuracies of the current weights. */
export interface DueMeasurement {
  readonly epoch: number
  /** 0-based iteration after which it is taken. */
  readonly iteration: number
  /**
   * epoch: the book's, once per epoch; finish: after the last iteration of the plan; stop: after the last iteration of a run
   * that was stopped; pause: of a paused run, dropped when it resumes.
   */
  readonly purpose: 'epoch' | 'finish' | 'stop' | 'pause'
}

type Recorder = (due: DueMeasurement, accuracies: Accuracies, weights: Weights) => void

/** Snapshots in the evaluator at the same time; bounds the memory when every iteration is an epoch. */
const MAX_OUTSTANDING = 2

interface MeasurementOptions {
  readonly engine: Engine
  readonly counts: { readonly train: number; readonly test: number }
  readonly hidden: number
  readonly evaluator: SnapshotEvaluator | null
  /** Called once per measurement, in the order of the requests. */
  readonly record: Recorder
}

/**
 * Measures accuracies for a session: slice by slice between its iterations, or through an evaluator while training
 * continues.
 */
export class Measurements {
  readonly #options: MeasurementOptions
  #local: { due: DueMeasurement; weights: Weights; sliced: SlicedEvaluation } | null = null
  #outstanding = 0
  /** Of {@link #outstanding}, those that the history of the run needs. */
  #needed = 0
  #pending: Promise<void> = Promise.resolve()
  #failure: { readonly error: unknown } | null = null

  constructor(options: MeasurementOptions) {
    this.#options = options
  }

  /** What {@link advance} works on; null when nothing, or when an evaluator does the work. */
  get due(): DueMeasurement | null {
    return this.#local?.due ?? null
  }

  /** Measurements requested from the evaluator and not recorded yet, except those that a pause has caused. */
  get needed(): number {
    return this.#needed
  }

  /** Whether the next request has to wait until one is recorded. */
  get isFull(): boolean {
    return this.#outstanding >= MAX_OUTSTANDING
  }

  /** @param weights - a copy of the current weights, not modified afterwards */
  request(due: DueMeasurement, weights: Weights): void {
    const { engine, counts, hidden, evaluator } = this.#options
    if (evaluator === null) {
      this.#local = { due, weights, sliced: new SlicedEvaluation(engine, counts, evaluationSlice(hidden)) }
      return
    }
    this.#outstanding++
    if (due.purpose !== 'pause') this.#needed++
    this.#pending = this.#await(due, weights, evaluator.evaluate(weights, due.epoch, due.iteration), this.#pending)
  }

  /** Measures one slice of {@link due}. */
  advance(): void {
    const local = this.#local
    if (local === null || !local.sliced.advance()) return
    this.#local = null
    this.#options.record(local.due, local.sliced.accuracies, local.weights)
  }

  /** Whether anything is due or outstanding. */
  get isPending(): boolean {
    return this.#local !== null || this.#outstanding > 0
  }

  /** Drops the local measurement; results from the evaluator still arrive. */
  cancel(): void {
    this.#local = null
  }

  /** Resolves when nothing is outstanding. Never rejects. */
  async settled(): Promise<void> {
    while (this.#outstanding > 0) await this.#pending
  }

  /** @throws what the evaluator failed with, if it did */
  check(): void {
    if (this.#failure !== null) throw this.#failure.error
  }

  async #await(due: DueMeasurement, weights: Weights, result: Promise<Accuracies>, previous: Promise<void>) {
    try {
      const [accuracies] = await Promise.all([result, previous])
      this.#options.record(due, accuracies, weights)
    } catch (error) {
      this.#failure = { error }
    } finally {
      this.#outstanding--
      if (due.purpose !== 'pause') this.#needed--
    }
  }
}
