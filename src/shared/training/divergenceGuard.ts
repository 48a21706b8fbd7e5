import type { RestorePoint, SessionShapes } from './checkpoint'
import { CollapseWatch } from './collapseWatch'
import type { Collapse } from './collapseWatch'
import type { EndReason } from './endReasons'
import type { Hyperparameters } from './hyperparameters'
import type { History } from './history'

/** An accuracy below this multiple of 1 / classes counts as guessing. */
const MAX_CHANCE = 1.5

/**
 * Notices when a run collapses, and keeps its last stable point, to continue from with a smaller learning rate. After the loss
 * has risen far the ReLUs are often dead and the network only guesses, so a point counts as stable again only once the network
 * has learned.
 */
export class DivergenceGuard {
  readonly #watch: CollapseWatch
  readonly #history: History
  readonly #classes: number
  #last: RestorePoint

  /**
   * @param first - kept until a later stable one is offered
   * @param history - of the run so far; a collapse is added to its events
   */
  constructor(first: RestorePoint, { classes }: SessionShapes, hyperparameters: Hyperparameters, history: History) {
    this.#last = first
    this.#classes = classes
    this.#history = history
    this.#watch = new CollapseWatch(classes, hyperparameters)
    for (const loss of history.losses()) this.#watch.watch(loss)
  }

  get last(): RestorePoint {
    return this.#last
  }

  /** Set while the network guesses after a collapse. */
  get collapse(): Collapse | null {
    return this.#watch.collapse
  }

  /** Whether the network has learned, and has not collapsed since. */
  get hasLearned(): boolean {
    return this.#watch.hasLearned
  }

  /** Observes the loss of an iteration. @param loss - finite */
  watch(loss: number): void {
    const collapse = this.#watch.watch(loss)
    if (collapse !== null) this.#history.marks.push({ kind: 'collapsed', iteration: this.#history.length, ...collapse })
  }

  /** Keeps a point if the losses before it show it to be stable. */
  offer(point: RestorePoint): void {
    if (this.#watch.hasRisen && (this.#watch.isGuessing || this.collapse !== null)) return
    this.#last = point
  }

  /** The end reason of a run that did all its iterations. @param testAccuracy - of its weights, 0..1 */
  finishReason(testAccuracy: number): EndReason {
    const isChance = this.#watch.keepsGuessing && testAccuracy < MAX_CHANCE / this.#classes
    return isChance || this.collapse !== null ? 'chance' : 'finished'
  }
}
