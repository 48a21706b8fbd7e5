import type { HelperPort } from '../engine/helper'
import type { Checkpoint } from '../training/checkpoint'
import type { TrainingProgress, TrainingStatus } from '../training/runTypes'
import type { RunSchedule } from '../training/schedule'

/** Dependencies of the runner. */
export interface RunnerDeps {
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
  /** Number of processors; assumed to be large if absent. */
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
