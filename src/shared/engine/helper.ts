import type { SnapshotEvaluator } from './snapshotEvaluator'

/** A worker as seen by the thread that started it, in Node or in a browser. The engine defines the messages. */
export interface HelperPort {
  /** Whether it runs on its own thread: only then may it block while waiting for work. */
  readonly isThread: boolean
  /** @param transfer - buffers that are transferred instead of copied */
  post(call: unknown, transfer: ArrayBuffer[]): void
  /** @param onFailure - called when the worker fails; no reply follows */
  listen(onReply: (reply: unknown) => void, onFailure: (reason: unknown) => void): void
  close(): void
}

/** An engine's second worker: measures accuracies and may run half of each iteration. Results do not depend on it. */
export interface Helper extends SnapshotEvaluator {
  /** False once the worker has failed or was closed. */
  readonly isAlive: boolean
  /** Ends the worker after the current measurements. The helper must not be used afterwards. */
  close(): void
}
