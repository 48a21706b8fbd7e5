import type { RestorePoint } from './checkpoint'

/**
 * The last point of a run worth going on from after a divergence. A network that guesses has a loss of ln(classes). One that
 * was far above it has often lost its neurons (no ReLU passes any more) and only guesses ever after: it has to learn first.
 */
export class DivergenceGuard {
  readonly #guessing: number
  #last: RestorePoint
  /** The loss was far above guessing since the last good point. */
  #exploded = false

  /**
   * @param first - good until a better one is offered
   * @param classes - outputs of the network, 1..62
   */
  constructor(first: RestorePoint, classes: number) {
    this.#last = first
    this.#guessing = Math.log(classes)
  }

  get last(): RestorePoint {
    return this.#last
  }

  /** Takes note of the loss of an iteration, finite. */
  watch(loss: number): void {
    if (loss > 2 * this.#guessing) this.#exploded = true
  }

  /** Keeps a point with its loss, if it is good. */
  offer(point: RestorePoint, loss: number): void {
    if (loss > (this.#exploded ? 0.9 : 2) * this.#guessing) return
    this.#exploded = false
    this.#last = point
  }
}
