import { Worker } from 'node:worker_threads'
import type { HelperPort } from '../../shared/engine/helper'

/**
 * Starts the helper in Node.
 * @param entry - the bundled helper.ts: `new URL('./helper.js', import.meta.url)` in an entry file
 */
export function startNodeHelper(entry: URL): HelperPort {
  const worker = new Worker(entry)
  return {
    isThread: true,
    post: (call, transfer) => worker.postMessage(call, transfer),
    listen(onReply, onFailure) {
      worker.on('message', onReply)
      worker.on('error', onFailure)
      worker.on('messageerror', onFailure)
    },
    close: () => void worker.terminate(),
  }
}
