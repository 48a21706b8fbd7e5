import type { Hyperparameters } from './hyperparameters'
import { learningRateFactor } from './learningRateSchedule'
import type { TrainingEvent } from './runTypes'
import type { RateChange, RunSchedule } from './schedule'

/** The learning rate of a run: the chosen value, the decay that continues from it, and the changes that are planned. */
export class LearningRate {
  /** Iterations over which it decays: the planned length of the run, also after the run was lengthened. */
  readonly decayIterations: number
  /** What the decay multiplies; kept in a checkpoint. */
  base: number
  readonly #decay: Hyperparameters['decay']
  readonly #events: TrainingEvent[]
  #changes: readonly RateChange[]

  /** @param events - of the run; each change is added */
  constructor({ lr, decay, iterations }: Hyperparameters, schedule: RunSchedule, events: TrainingEvent[]) {
    this.base = lr
    this.decayIterations = schedule.decayIterations ?? iterations
    this.#decay = decay
    this.#changes = schedule.changes
    this.#events = events
    const from = this.decayIterations
    if (from !== iterations && events.length === 0) {
      events.push({ kind: 'planned', iteration: 0, from, value: iterations })
    }
  }

  /** Changes that are still to come. */
  get changes(): readonly RateChange[] {
    return this.#changes
  }

  /** @param iteration - 0-based; past the end of the decay, its last rate */
  at(iteration: number): number {
    return this.base * this.#factor(iteration)
  }

  /** The rate that an iteration will have: as {@link at}, after the changes that are planned until then. */
  planned(iteration: number): number {
    const due = this.#changes.filter((change) => change.iteration <= iteration).at(-1)
    const factor = this.#factor(iteration)
    return (due === undefined ? this.base : due.value / factor) * factor
  }

  /** Makes `value` the rate of an iteration. @param kind - who changes it */
  choose(value: number, iteration: number, kind: 'learningRate' | 'remedy' = 'learningRate'): void {
    const from = this.at(iteration)
    this.base = value / this.#factor(iteration)
    this.#events.push({ kind, iteration, value, from })
  }

  /** Carries out the changes that are planned for an iteration. */
  follow(iteration: number): void {
    for (let next = this.#changes[0]; next !== undefined && next.iteration <= iteration; next = this.#changes[0]) {
      this.#changes = this.#changes.slice(1)
      this.choose(next.value, iteration)
    }
  }

  #factor(iteration: number): number {
    const { decayIterations } = this
    return learningRateFactor(this.#decay, Math.min(iteration, decayIterations - 1), decayIterations)
  }
}
