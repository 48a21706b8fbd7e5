import type { SnapshotEvaluator } from './snapshotEvaluator'

/** A worker as the thread that started it sees it, in Node or in a browser. What the messages mean is the engine's business. */
export interface HelperPort {
  /** Whether it runs on a thread of its own: only then may it block while it waits for work. */
  readonly isThread: boolean
  /** @param transfer - buffers that are moved instead of copied */
  post(call: unknown, transfer: ArrayBuffer[]): void
  /** @param onFailure - called when the worker fails; it sends nothing after that */
  listen(onReply: (reply: unknown) => void, onFailure: (reason: unknown) => void): void
  close(): void
}

/** A second worker that an engine uses: it measures accuracies and may share the training. Results do not depend on it. */
export interface Helper extends SnapshotEvaluator {
  /** False once the worker has failed or was closed. */
  readonly isAlive: boolean
  /** Ends the worker after the measurements under way. Must not be used afterwards. */
  close(): void
}
