import type { Hyperparameters } from './hyperparameters'
import { USUAL_RATES } from './usualRates'

/** How a run collapsed: its loss rose to `peak` and has since been that of guessing. */
export interface Collapse {
  /** The highest loss, smoothed over a few images where batches are small. */
  readonly peak: number
  /** Iterations done when it was reached. */
  readonly peakIteration: number
  /** The smoothed loss when the collapse was noticed; guessing gives ln(classes). */
  readonly level: number
}

/** Time constant of the moving average of the loss, iterations. */
const TREND = 50
/** Iterations for which the loss must stay at the level of guessing. */
const STUCK = 100
/** The same for wide initial weights: their loss starts high and falls slowly, so a high loss alone means nothing. */
const STUCK_WIDE = 1000
/** Above this standard deviation of the initial weights the loss starts far above the level of guessing. */
const WIDE_STD = 0.1
/** For smaller batches the loss is averaged over about this many images, so that noise does not count as a rise. */
const PEAK_IMAGES = 20
/** A loss above this multiple of the level of guessing means that the learning rate is too large. */
const RISE = 1.25
/** Multiples of the loss of guessing, ln(classes): above the first a network guesses, below the second it has learned. */
const GUESSES = 0.9
const LEARNED = 0.8

/**
 * Notices when a network stops learning because its steps are too long: the loss rises far, or the network has learned already,
 * and then the loss stays that of guessing. A network that only guesses because its steps are too short never does.
 */
export class CollapseWatch {
  readonly #guessing: number
  readonly #peakWeight: number
  /** Iterations after which the average over a few images is meaningful. */
  readonly #settles: number
  readonly #isWide: boolean
  /** Whether the learning rate is at least the optimizer's usual one, so it may be too large. */
  readonly #isLong: boolean
  #iteration = 0
  /** Debiased moving averages: sum / (1 - weight^n). */
  #trend = { sum: 0, decay: 1 }
  #recent = { sum: 0, decay: 1 }
  #peak = 0
  #peakIteration = 0
  #hasLearned = false
  #guessingFor = 0
  #collapse: Collapse | null = null

  /** @param classes - outputs of the network */
  constructor(classes: number, { batch, weightInit, std, lr, optimizer }: Hyperparameters) {
    this.#guessing = Math.log(classes)
    this.#peakWeight = Math.max(0, 1 - batch / PEAK_IMAGES)
    this.#settles = PEAK_IMAGES / batch
    this.#isWide = weightInit === 'std' && std > WIDE_STD
    this.#isLong = lr >= USUAL_RATES[optimizer]
  }

  /** Set while the network guesses after a collapse. */
  get collapse(): Collapse | null {
    return this.#collapse
  }

  /** Whether the loss has been clearly below the level of guessing, without a collapse since. */
  get hasLearned(): boolean {
    return this.#hasLearned && this.#collapse === null
  }

  /** Whether the loss has risen far since the network last learned. */
  get hasRisen(): boolean {
    return this.#isWide ? this.#isLong : this.#peak > RISE * this.#guessing
  }

  /** Whether the recent loss is at the level of guessing or above. */
  get isGuessing(): boolean {
    return this.#guessingFor > 0
  }

  /** Whether {@link isGuessing} has been true for STUCK iterations. */
  get keepsGuessing(): boolean {
    return this.#guessingFor >= STUCK
  }

  /**
   * Observes the loss of the next iteration.
   * @param loss - finite
   * @returns the collapse if it is noticed now
   */
  watch(loss: number): Collapse | null {
    this.#iteration += 1
    const level = average(this.#trend, loss, 1 - 1 / TREND)
    const recent = average(this.#recent, loss, this.#peakWeight)
    if (this.#iteration >= this.#settles && recent > this.#peak) {
      this.#peak = recent
      this.#peakIteration = this.#iteration
    }
    if (level < LEARNED * this.#guessing) this.#learned()
    this.#guessingFor = level > GUESSES * this.#guessing ? this.#guessingFor + 1 : 0
    const needed = this.#isWide && !this.#hasLearned ? STUCK_WIDE : STUCK
    const isStuck = this.#guessingFor >= needed && (this.#hasLearned || this.hasRisen)
    if (!isStuck || this.#collapse !== null) return null
    this.#collapse = { peak: this.#peak, peakIteration: this.#peakIteration, level }
    return this.#collapse
  }

  #learned(): void {
    this.#hasLearned = true
    this.#collapse = null
    this.#peak = 0
  }
}

function average(of: { sum: number; decay: number }, value: number, weight: number): number {
  of.sum = weight * of.sum + (1 - weight) * value
  of.decay *= weight
  return of.sum / (1 - of.decay)
}
