import { StudioError } from '../core/errors'
import type { TrainingCommand } from '../core/errorDetails'
import type { EndReason } from './endReasons'
import type { TrainingPhase } from './runTypes'

/** The phases of a run, paused -> running -> paused -> ... -> ended, and the time spent running. */
export class RunPhase {
  readonly #now: () => number
  #phase: TrainingPhase
  #reason: EndReason | null
  #elapsedBefore: number
  #runningSince = 0

  /**
   * Begins paused, or ended when `reason` is given.
   * @param now - a clock in milliseconds that never goes back
   * @param elapsedMs - running time before this session
   */
  constructor(now: () => number, elapsedMs = 0, reason: EndReason | null = null) {
    this.#now = now
    this.#elapsedBefore = elapsedMs
    this.#reason = reason
    this.#phase = reason === null ? 'paused' : 'ended'
  }

  get phase(): TrainingPhase {
    return this.#phase
  }

  /** Null before the end. */
  get reason(): EndReason | null {
    return this.#reason
  }

  /** Milliseconds spent running, pauses excluded. */
  get elapsedMs(): number {
    return this.#elapsedBefore + (this.#phase === 'running' ? this.#now() - this.#runningSince : 0)
  }

  /** paused -> running */
  resume(): void {
    this.require('paused', 'resume')
    this.#runningSince = this.#now()
    this.#phase = 'running'
  }

  /** running -> paused */
  pause(): void {
    this.require('running', 'pause')
    this.#leave('paused')
  }

  /** paused or running -> ended */
  finish(reason: EndReason): void {
    this.refuseEnded('stop')
    this.#reason = reason
    this.#leave('ended')
  }

  /** ended -> paused */
  reopen(): void {
    this.require('ended', 'lengthen')
    this.#reason = null
    this.#phase = 'paused'
  }

  /** @throws TRAINING_WRONG_STATE in any other phase */
  require(phase: TrainingPhase, command: TrainingCommand): void {
    if (this.#phase !== phase) throw wrongState(command, this.#phase)
  }

  /** @throws TRAINING_WRONG_STATE once ended */
  refuseEnded(command: TrainingCommand): void {
    if (this.#phase === 'ended') throw wrongState(command, this.#phase)
  }

  #leave(phase: TrainingPhase): void {
    this.#elapsedBefore = this.elapsedMs
    this.#phase = phase
  }
}

/** @returns the error that says that `command` does not fit the state */
export const wrongState = (command: TrainingCommand, state: TrainingPhase): StudioError =>
  new StudioError('TRAINING_WRONG_STATE', { command, state })
