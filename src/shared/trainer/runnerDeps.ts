import type { HelperPort } from '../engine/helper'
import type { Checkpoint } from '../training/checkpoint'
import type { TrainingProgress, TrainingStatus } from '../training/runTypes'
import type { RunSchedule } from '../training/schedule'

/** What the runner takes from its host. */
export interface RunnerDeps {
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
  /** Processors of the machine; assumed to be many when not given. */
  readonly processors?: number | undefined
  /** Lets pending requests be handled. */
  readonly yieldToEvents: () => Promise<void>
  /** Starts the helper worker; without it everything runs on one thread. */
  readonly startHelper?: (() => HelperPort) | undefined
  readonly onStatus: (status: TrainingStatus) => void
  readonly onProgress: (progress: TrainingProgress) => void
  /** Runs of the training processes before this one: run numbers keep growing when one crashes. */
  readonly runsBefore: number
}

/** How a run starts that is set up. */
export interface RunStart {
  readonly schedule?: RunSchedule
  readonly id?: string | null
  readonly checkpoint?: Checkpoint
}
