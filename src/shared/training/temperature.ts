import { writeDigits } from '../data/handwriting/writeDigits'
import type { WrittenDigits } from '../data/handwriting/writeDigits'
import type { Classifier } from '../engine/classifier'

/** Written digits that a temperature is fitted on. */
const COUNT = 500
/** No run has this seed by default, so that they are not those of its training. */
const SEED = 2_718_281_828
const LOWEST = 0.5
const HIGHEST = 10
/** Halvings of the range by the golden section: to about 1%. */
const STEPS = 14
/** Below this a probability counts as this: the logarithm of 0 would decide alone. */
const LEAST = 1e-12

let written: WrittenDigits | null = null

/**
 * The temperature T with which softmax(logits / T) is the likeliest on digits in many ways of writing (temperature scaling,
 * Guo et al. 2017). Softmax itself is too sure of drawings, which differ from the images that a network was trained on.
 * @param classifier - (784,) in, the ten digits out
 * @returns 0.5..10; 1 would leave the probabilities as they are
 */
export function fitTemperature(classifier: Classifier): number {
  written ??= writeDigits(COUNT, SEED)
  const { images, labels } = written
  const { classes } = classifier.sizes
  const logs = new Float64Array(labels.length * classes)
  classifier.predict(images, labels.length, logs)
  // Logarithms of probabilities are logits up to a constant, which softmax ignores.
  for (let i = 0; i < logs.length; i++) logs[i] = Math.log(Math.max(logs[i] ?? 0, LEAST))
  const loss = (logT: number): number => negativeLogLikelihood(logs, labels, classes, Math.exp(logT))
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)]
  for (let step = 0; step < STEPS; step++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)]
    if (loss(left) < loss(right)) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

function negativeLogLikelihood(logs: Float64Array, labels: Uint8Array, classes: number, temperature: number): number {
  let sum = 0
  labels.forEach((label, n) => {
    let total = 0
    for (let k = 0; k < classes; k++) total += Math.exp((logs[n * classes + k] ?? 0) / temperature)
    sum += Math.log(total) - (logs[n * classes + label] ?? 0) / temperature
  })
  return sum
}
