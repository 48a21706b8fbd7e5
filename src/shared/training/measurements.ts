import type { Engine } from '../engine/engine'
import type { Weights } from '../nn/weights'
import { SlicedEvaluation, evaluationSlice } from './evaluation'
import type { Accuracies, SnapshotEvaluator } from '../engine/snapshotEvaluator'

/** A measurement of the accuracies that is due at the weights of the moment. */
export interface DueMeasurement {
  readonly epoch: number
  /** 0-based iteration after which it is taken. */
  readonly iteration: number
  /** The one after the last iteration. */
  readonly final: boolean
}

type Recorder = (due: DueMeasurement, accuracies: Accuracies, weights: Weights) => void

/** Snapshots on their way through the evaluator at once; bounds the memory when every iteration is an epoch. */
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
 * Measures accuracies for a session: by itself, slice by slice while the session's weights stand still, or through an
 * evaluator, while they move on.
 */
export class Measurements {
  readonly #options: MeasurementOptions
  #here: { due: DueMeasurement; weights: Weights; sliced: SlicedEvaluation } | null = null
  #outstanding = 0
  #arrivals: Promise<void> = Promise.resolve()
  #failure: { readonly error: unknown } | null = null

  constructor(options: MeasurementOptions) {
    this.#options = options
  }

  /** What {@link advance} works on; null when nothing, or when an evaluator does the work. */
  get due(): DueMeasurement | null {
    return this.#here?.due ?? null
  }

  /** Measurements asked of the evaluator and not recorded yet. */
  get outstanding(): number {
    return this.#outstanding
  }

  /** Whether the next request has to wait until one is recorded. */
  get isFull(): boolean {
    return this.#outstanding >= MAX_OUTSTANDING
  }

  /** @param weights - of this moment, a copy that nobody writes to */
  request(due: DueMeasurement, weights: Weights): void {
    const { engine, counts, hidden, evaluator } = this.#options
    if (evaluator === null) {
      this.#here = { due, weights, sliced: new SlicedEvaluation(engine, counts, evaluationSlice(hidden)) }
      return
    }
    this.#outstanding++
    this.#arrivals = this.#arrive(due, weights, evaluator.evaluate(weights, due.epoch, due.iteration), this.#arrivals)
  }

  /** Measures one slice of {@link due}. */
  advance(): void {
    const here = this.#here
    if (here === null || !here.sliced.advance()) return
    this.#here = null
    this.#options.record(here.due, here.sliced.accuracies, here.weights)
  }

  /** Drops what is due here; what the evaluator has in hand still arrives. */
  cancel(): void {
    this.#here = null
  }

  /** Resolves when nothing is outstanding. Never rejects. */
  async settled(): Promise<void> {
    while (this.#outstanding > 0) await this.#arrivals
  }

  /** @throws what the evaluator failed with, if it did */
  check(): void {
    if (this.#failure !== null) throw this.#failure.error
  }

  async #arrive(due: DueMeasurement, weights: Weights, coming: Promise<Accuracies>, before: Promise<void>) {
    try {
      const [accuracies] = await Promise.all([coming, before])
      this.#options.record(due, accuracies, weights)
    } catch (error) {
      this.#failure = { error }
    } finally {
      this.#outstanding--
    }
  }
}
