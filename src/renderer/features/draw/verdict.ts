/** How certain a prediction is, by its margin over the runner-up: softmax alone is overconfident. */
type Certainty = 'sure' | 'likely' | 'unsure'

export interface Verdict {
  readonly winner: number
  readonly runnerUp: number
  readonly certainty: Certainty
}

/**
 * Margins over the runner-up, after the temperature. On digits of writers that no part of the program had seen, 99% of the
 * sure readings were right, and two thirds of the mistakes and more were unsure (docs/drawing.md).
 */
const SURE_MARGIN = 0.8
const UNSURE_MARGIN = 0.5

/**
 * @param probabilities - (classes,) of one drawing, at least two
 * @param temperature - see Prediction; null leaves the probabilities as they are
 */
export function verdictOf(probabilities: Float64Array, temperature: number | null): Verdict {
  const order = Array.from(probabilities.keys()).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
  const [winner = 0, runnerUp = 0] = order
  // p^(1/T), normalised, is the softmax of logits / T.
  const cooled = probabilities.map((share) => Math.max(share, 1e-300) ** (1 / (temperature ?? 1)))
  const total = cooled.reduce((sum, share) => sum + share, 0)
  const margin = ((cooled[winner] ?? 0) - (cooled[runnerUp] ?? 0)) / total
  const certainty = margin >= SURE_MARGIN ? 'sure' : margin >= UNSURE_MARGIN ? 'likely' : 'unsure'
  return { winner, runnerUp, certainty }
}
