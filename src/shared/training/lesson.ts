import type { EndReason } from './endReasons'
import type { EpochRecord } from './runTypes'

/** What a finished run shows, with the numbers that show it: accuracies 0..1, gains and gaps as fractions. */
export type Lesson =
  /** It ended no better than guessing, after its loss had risen far above that of guessing. */
  | { readonly kind: 'rateTooHigh'; readonly testAccuracy: number }
  /** It ended no better than guessing, and its loss never rose: the steps were too few or too small. */
  | { readonly kind: 'learnedNothing'; readonly testAccuracy: number }
  | {
      readonly kind: 'overfitting'
      readonly trainAccuracy: number
      readonly testAccuracy: number
      readonly gap: number
    }
  /** `gain`: of the test accuracy over the last `epochs` epochs. */
  | { readonly kind: 'stillImproving'; readonly gain: number; readonly epochs: number }
  | { readonly kind: 'plateau'; readonly gain: number; readonly epochs: number }
  | { readonly kind: 'learned'; readonly testAccuracy: number }

/** A loss above the first one, which is that of guessing, by this factor comes from steps that are too large. */
const RISEN = 1.2
/** From this gap between training and test accuracy on, the network knows its training images rather than digits. */
const OVERFITTING_GAP = 0.03
/** Fewer whole epochs show no trend. */
const MIN_EPOCHS = 6
/** Gains over the last third of the epochs. */
const IMPROVING_GAIN = 0.004
const PLATEAU_GAIN = 0.001

interface EndedRun {
  readonly reason: EndReason
  /** (iterations,) */
  readonly losses: Float64Array
  /** All measurements, in order. */
  readonly epochs: readonly EpochRecord[]
}

/** @returns the one thing that the numbers of an ended run teach; null when they teach nothing, as in a run stopped early */
export function lessonOf({ reason, losses, epochs }: EndedRun): Lesson | null {
  const last = epochs.at(-1)
  if (last === undefined) return null
  const { trainAccuracy, testAccuracy } = last
  if (reason === 'diverged' || reason === 'chance') {
    const first = losses[0] ?? NaN
    const rose = reason === 'diverged' || losses.some((loss) => !(loss <= RISEN * first))
    return { kind: rose ? 'rateTooHigh' : 'learnedNothing', testAccuracy }
  }
  const gap = trainAccuracy - testAccuracy
  if (gap >= OVERFITTING_GAP) return { kind: 'overfitting', trainAccuracy, testAccuracy, gap }
  const whole = epochs.filter(({ epoch }) => Number.isInteger(epoch) && epoch > 0)
  const end = whole.at(-1)
  const before = whole.at(-1 - Math.floor(whole.length / 3))
  if (whole.length >= MIN_EPOCHS && end !== undefined && before !== undefined) {
    const trend = { gain: end.testAccuracy - before.testAccuracy, epochs: end.epoch - before.epoch }
    if (trend.gain >= IMPROVING_GAIN) return { kind: 'stillImproving', ...trend }
    if (trend.gain < PLATEAU_GAIN) return { kind: 'plateau', ...trend }
  }
  return reason === 'stopped' ? null : { kind: 'learned', testAccuracy }
}
