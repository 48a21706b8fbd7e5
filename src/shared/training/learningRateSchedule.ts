import type { LearningRateDecay } from './hyperparameters'

/**
 * Factor on the chosen learning rate at an iteration. t = iteration / iterations runs over the planned run:
 * - none: 1
 * - step: halved after every quarter of the run, 1, 1/2, 1/4, 1/8
 * - exponential: 0.01^t, from 1 down to a hundredth
 * - cosine: (1 + cos πt) / 2, from 1 to almost 0 (SGDR, Loshchilov & Hutter 2017, eq. 5, without restarts)
 *
 * @param iteration - 0-based, 0..iterations-1
 * @param iterations - planned length of the run, at least 1
 * @returns a factor in (0, 1]
 */
export function learningRateFactor(decay: LearningRateDecay, iteration: number, iterations: number): number {
  const t = iteration / iterations
  switch (decay) {
    case 'none':
      return 1
    case 'step':
      return 0.5 ** Math.floor((4 * iteration) / iterations)
    case 'exponential':
      return 0.01 ** t
    case 'cosine':
      return (1 + Math.cos(Math.PI * t)) / 2
  }
}
