import type { Engine } from '../engine/engine'
import { initialWeights } from '../nn/initialWeights'
import { BatchSource } from './batchSource'
import type { RestorePoint } from './checkpoint'
import { captureStep } from './iterationCapture'
import type { IterationCapture } from './iterationCapture'
import { LearningRate } from './learningRate'
import type { TrainingEvent } from './runTypes'
import { scheduleOf } from './sessionOptions'
import type { SessionOptions } from './sessionOptions'
import { WeightFilm } from './weightFilm'

/**
 * All that the next iteration depends on: weights and optimizer in the engine, the random draws, the learning rate. Draws W1,
 * W2, then a batch per iteration from one RandomState(seed), as the book does; the next batch is drawn one iteration early so
 * that the engine can prefetch its rows.
 */
export class Trajectory {
  readonly rate: LearningRate
  /** Weights along the run, for the Inside view; not kept with it. */
  readonly film = new WeightFilm()
  readonly #engine: Engine
  readonly #batches: BatchSource
  #iteration = 0

  /**
   * Initialises the engine's network: fresh weights from the seed, or those of the checkpoint.
   * @param events - of the run; each change of the learning rate is added
   */
  constructor(options: SessionOptions, events: TrainingEvent[]) {
    const { engine, shapes, hyperparameters, checkpoint } = options
    const { optimizer, batch } = hyperparameters
    this.#engine = engine
    this.#batches = new BatchSource(shapes.trainCount, hyperparameters)
    this.rate = new LearningRate(hyperparameters, scheduleOf(options), events)
    if (checkpoint === undefined) {
      engine.initialise(initialWeights({ ...shapes, ...hyperparameters }, this.#batches.random), optimizer, batch)
      this.#batches.drawFirst()
      return
    }
    const { point } = checkpoint
    engine.initialise(point.engine.weights, optimizer, batch)
    engine.setState(point.engine)
    this.#iteration = point.iteration
    this.#batches.restore(point.draws)
    this.rate.base = point.baseLearningRate
  }

  /** Iterations done. */
  get iteration(): number {
    return this.#iteration
  }

  /** Learning rate of the next iteration. */
  get learningRate(): number {
    return this.rate.at(this.#iteration)
  }

  /**
   * One iteration. One whose loss is not finite does not count.
   * @param isLast - no iteration follows
   * @returns the loss after the update
   */
  step(isLast: boolean): number {
    this.rate.follow(this.#iteration)
    const batch = this.#batches.take()
    const next = isLast ? null : this.#batches.next
    const loss = this.#engine.step(batch, this.learningRate, next, this.#batches.takeShifts())
    if (!Number.isFinite(loss)) return loss
    this.#iteration += 1
    if (this.film.wants(this.#iteration)) this.film.add(this.#iteration, this.#engine.weights())
    return loss
  }

  /** @returns the moment between two iterations, copied */
  point(): RestorePoint {
    const engine = this.#engine.state()
    this.film.add(this.#iteration, engine.weights)
    return { ...this.#position(), engine, baseLearningRate: this.rate.base }
  }

  /** The next iteration from here, or from an earlier point, as the engine will do it, without doing it. */
  capture(from: Pick<RestorePoint, 'iteration' | 'draws'> = this.#position()): IterationCapture {
    const { batch, shifts } = this.#batches.after(from.draws)
    const { iteration } = from
    return captureStep(this.#engine, { iteration, batch, shifts, learningRate: this.rate.planned(iteration) })
  }

  #position(): Pick<RestorePoint, 'iteration' | 'draws'> {
    return { iteration: this.#iteration, draws: this.#batches.snapshot() }
  }
}
