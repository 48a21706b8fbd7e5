/** How a split was read: for each image its class and the probability of that class. */
export interface SplitReading {
  /** (N,) */
  readonly read: Uint8Array
  /** (N,) 0..1 */
  readonly confidence: Float32Array
  /** (N,) */
  readonly labels: Uint8Array
  readonly classes: number
}

/** Images of each label that were read as each class. */
export interface Confusion {
  readonly classes: number
  /** (classes, classes) row: label, column: read as */
  readonly counts: Uint32Array
  /** (classes,) share of a label that is read correctly; NaN for a label without images */
  readonly recall: readonly number[]
  /** (classes,) share of a reading that is correct; NaN for a class that is never read */
  readonly precision: readonly number[]
  /** (classes,) harmonic mean of both */
  readonly f1: readonly number[]
  readonly correct: number
  readonly total: number
}

export function confusionOf({ read, labels, classes }: SplitReading): Confusion {
  const counts = new Uint32Array(classes * classes)
  let correct = 0
  labels.forEach((label, n) => {
    const cell = label * classes + (read[n] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
    if (label === read[n]) correct++
  })
  const all = Array.from({ length: classes }, (_, k) => k)
  const at = (row: number, column: number): number => counts[row * classes + column] ?? 0
  const total = (cells: readonly number[]): number => cells.reduce((a, b) => a + b, 0)
  const recall = all.map((k) => at(k, k) / total(all.map((column) => at(k, column))))
  const precision = all.map((k) => at(k, k) / total(all.map((row) => at(row, k))))
  const f1 = all.map((k) => {
    const [p = NaN, r = NaN] = [precision[k], recall[k]]
    return p + r === 0 ? 0 : (2 * p * r) / (p + r)
  })
  return { classes, counts, recall, precision, f1, correct, total: labels.length }
}

/** A pair of classes that are confused. */
export interface ConfusedPair {
  readonly label: number
  readonly read: number
  readonly count: number
}

/** @returns the pairs that are confused, most frequent first */
export function confusedPairs({ counts, classes }: Confusion): ConfusedPair[] {
  return [...counts]
    .map((count, cell) => ({ label: Math.floor(cell / classes), read: cell % classes, count }))
    .filter(({ label, read, count }) => label !== read && count > 0)
    .sort((a, b) => b.count - a.count)
}

/** @returns positions of the images that were read wrongly, the most confident first */
export function mistakesOf({ read, confidence, labels }: SplitReading): number[] {
  return [...labels.keys()]
    .filter((n) => read[n] !== labels[n])
    .sort((a, b) => (confidence[b] ?? 0) - (confidence[a] ?? 0))
}

/** A tenth of the range of confidence. */
interface CalibrationBin {
  readonly count: number
  /** Share that is correct, 0..1; 0 of an empty bin. */
  readonly accuracy: number
  /** Mean confidence, 0..1; 0 of an empty bin. */
  readonly confidence: number
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[]
  /** Expected calibration error: the mean gap between confidence and accuracy, weighted by the images of each bin. */
  readonly error: number
  readonly meanConfidence: number
}

const BINS = 10

export function calibrationOf({ read, confidence, labels }: SplitReading): Calibration {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, correct: 0, confidence: 0 }))
  confidence.forEach((value, n) => {
    const bin = sums[Math.max(0, Math.min(BINS - 1, Math.ceil(value * BINS) - 1))]
    if (bin === undefined) return
    bin.count++
    bin.confidence += value
    if (read[n] === labels[n]) bin.correct++
  })
  const bins = sums.map(({ count, correct, confidence: sum }) => ({
    ...{ count, accuracy: count === 0 ? 0 : correct / count, confidence: count === 0 ? 0 : sum / count },
  }))
  const total = Math.max(1, labels.length)
  const error = bins.reduce((sum, bin) => sum + (bin.count / total) * Math.abs(bin.accuracy - bin.confidence), 0)
  return { bins, error, meanConfidence: confidence.reduce((a, b) => a + b, 0) / total }
}
