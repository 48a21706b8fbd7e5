import type { RestorePoint } from './checkpoint'

/**
 * Keeps the last stable point of a run, to continue from after a divergence. Guessing gives a loss of ln(classes). After a
 * loss far above that, the ReLUs are often dead and the network only guesses, so a point counts as stable again only once
 * the loss is below guessing.
 */
export class DivergenceGuard {
  readonly #guessing: number
  #last: RestorePoint
  /** The loss was far above guessing since the last stable point. */
  #exploded = false

  /**
   * @param first - kept until a later stable one is offered
   * @param classes - outputs of the network, 2..100
   */
  constructor(first: RestorePoint, classes: number) {
    this.#last = first
    this.#guessing = Math.log(classes)
  }

  get last(): RestorePoint {
    return this.#last
  }

  /** Observes the loss of an iteration. @param loss - finite */
  watch(loss: number): void {
    if (loss > 2 * this.#guessing) this.#exploded = true
  }

  /** Keeps a point if its loss shows it to be stable. */
  offer(point: RestorePoint, loss: number): void {
    if (loss > (this.#exploded ? 0.9 : 2) * this.#guessing) return
    this.#exploded = false
    this.#last = point
  }
}
