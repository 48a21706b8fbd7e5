import { USUAL_RATES } from '../training/usualRates'
import type { Hyperparameters } from '../training/hyperparameters'
import type { TrainingSession } from '../training/session'
import type { SlicePace } from './slicePace'

/** The smallest learning rate that the settings allow. */
const MIN_LEARNING_RATE = 1e-6
/** First rate to try, at most, as a multiple of the optimizer's usual rate; larger ones rarely work. */
const WORTH_TRYING = 5
/** A network that has not learned after this many iterations is not expected to. */
const TRIAL_ITERATIONS = 2000

/** The rates that a remedy tries one after another, each at most half the one before, until the network learns. */
export function remedyRates(rate: number, { optimizer }: Pick<Hyperparameters, 'optimizer'>): number[] {
  const usual = USUAL_RATES[optimizer]
  const rates = [Math.max(MIN_LEARNING_RATE, Math.min(rate / 2, WORTH_TRYING * usual))]
  for (let next = rates[0] ?? usual; next > Math.max(MIN_LEARNING_RATE, usual / 8);) {
    next = Math.max(MIN_LEARNING_RATE, next / 2)
    rates.push(next)
  }
  return rates
}

/**
 * Runs a session until it is clear whether the network learns. The session is left running.
 * @returns false when it collapsed, diverged or did not learn
 */
export async function learns(
  session: TrainingSession,
  pace: SlicePace,
  yieldToEvents: () => Promise<void>,
): Promise<boolean> {
  const end = session.iteration + TRIAL_ITERATIONS
  session.resume()
  while (session.phase === 'running' && !session.guard.hasLearned && session.guard.collapse === null) {
    if (session.iteration >= end) return false
    if (session.runSlice(pace.nextEnd()) === 'waiting') await session.settled()
    await yieldToEvents()
  }
  return session.guard.hasLearned || session.reason === 'finished'
}
