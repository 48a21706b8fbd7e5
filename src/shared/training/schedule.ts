/** A change of the learning rate: `value` holds from the iteration after `iteration` iterations on. */
export interface RateChange {
  readonly iteration: number
  readonly value: number
}

/** What a run does at given iterations, beyond its hyperparameters. */
export interface RunSchedule {
  /** By rising iteration. */
  readonly changes: readonly RateChange[]
  /** Iterations over which the learning rate decays, where that is not the length of the run. */
  readonly decayIterations?: number
}

/** At most this many changes are stored or accepted. */
export const MAX_RATE_CHANGES = 1000

/** Of several changes at one iteration only the last has an effect. */
export const effectiveChanges = (changes: readonly RateChange[]): RateChange[] =>
  changes.filter(({ iteration }, at) => changes[at + 1]?.iteration !== iteration)
