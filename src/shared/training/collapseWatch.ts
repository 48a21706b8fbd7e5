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

/** Iterations that the trend of the loss is taken over. */
const TREND = 50
/** The loss has to stay that of guessing for so many iterations. */
const STUCK = 100
/** Wide initial weights begin with a large loss, which takes a while to fall; a rise says nothing there. */
const STUCK_WIDE = 1000
/** Initial weights of a larger standard deviation begin far above guessing. */
const WIDE_STD = 0.1
/** Losses of smaller batches are averaged over about so many images, or noise would pass for a rise. */
const PEAK_IMAGES = 20
/** A run whose loss rose by this factor above guessing took steps that are too long. */
const RISE = 1.25
/** Shares of the loss of guessing: above the first a network guesses, below the second it has learned. */
const GUESSES = 0.9
const LEARNED = 0.8

/**
 * Notices when a network stops learning because its steps are too long: the loss rises far, or the network has learned already,
 * and then the loss stays that of guessing. A network that only guesses because its steps are too short never does.
 */
export class CollapseWatch {
  readonly #guessing: number
  readonly #peakWeight: number
  /** Iterations until the average over a few images says something. */
  readonly #settles: number
  readonly #isWide: boolean
  /** Whether the steps may be too long although no rise shows it. */
  readonly #isLong: boolean
  #iteration = 0
  /** Moving averages without the bias of their start: sum / (1 - weight^n). */
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

  /** Whether the loss has been clearly below that of guessing, and no collapse followed. */
  get hasLearned(): boolean {
    return this.#hasLearned && this.#collapse === null
  }

  /** Whether the loss has risen far since the network last learned. */
  get hasRisen(): boolean {
    return this.#isWide ? this.#isLong : this.#peak > RISE * this.#guessing
  }

  /** Whether the loss of late is that of guessing, or more. */
  get isGuessing(): boolean {
    return this.#guessingFor > 0
  }

  /** Whether it has been for a while. */
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
