import { learningRateFactor } from '../../../shared/training/learningRateSchedule'
import type { Hyperparameters } from '../../../shared/training/hyperparameters'

/** A learning rate over a run, ready to be drawn. */
export interface DecayCurve {
  /** Points of an SVG polyline in a box of {@link DECAY_WIDTH} x {@link DECAY_HEIGHT}, highest rate at the top. */
  readonly points: string
  readonly first: number
  readonly last: number
}

export const DECAY_WIDTH = 200
export const DECAY_HEIGHT = 36
/** Margin for the width of the line. */
const EDGE = 2
const SAMPLES = 101

/** @returns how the learning rate falls over the planned run */
export function decayCurve({
  decay,
  lr,
  iterations,
}: Pick<Hyperparameters, 'decay' | 'lr' | 'iterations'>): DecayCurve {
  const at = (share: number) => Math.min(iterations - 1, Math.floor(share * iterations))
  const factors = Array.from({ length: SAMPLES }, (_, i) =>
    learningRateFactor(decay, at(i / (SAMPLES - 1)), iterations),
  )
  const points = factors.map((factor, i) => {
    const x = EDGE + (i / (SAMPLES - 1)) * (DECAY_WIDTH - 2 * EDGE)
    const y = EDGE + (1 - factor) * (DECAY_HEIGHT - 2 * EDGE)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return { points: points.join(' '), first: lr, last: lr * (factors.at(-1) ?? 1) }
}
