/** How certain a prediction is, by its margin over the runner-up: softmax alone is overconfident. */
type Certainty = 'sure' | 'likely' | 'unsure'

export interface Verdict {
  readonly winner: number
  readonly runnerUp: number
  readonly certainty: Certainty
}

/** Below this margin over the runner-up the winner is not reliable. */
const UNSURE_MARGIN = 0.3
const SURE_MARGIN = 0.85

/** @param probabilities - (classes,) of one drawing, at least two */
export function verdictOf(probabilities: Float64Array): Verdict {
  const order = Array.from(probabilities.keys()).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
  const [winner = 0, runnerUp = 0] = order
  const margin = (probabilities[winner] ?? 0) - (probabilities[runnerUp] ?? 0)
  const certainty = margin >= SURE_MARGIN ? 'sure' : margin >= UNSURE_MARGIN ? 'likely' : 'unsure'
  return { winner, runnerUp, certainty }
}
