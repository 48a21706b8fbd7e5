import { Worker } from 'node:worker_threads'
import type { EvaluatorAnswer, HelperPort } from '../../shared/engine/simd/helperProtocol'

/**
 * Starts the evaluation worker in Node.
 * @param entry - the built nodeEvaluator.ts: `new URL('./helper.js', import.meta.url)` in an entry file
 */
export function startNodeHelper(entry: URL): HelperPort {
  const worker = new Worker(entry)
  return {
    isThread: true,
    post: (call, transfer) => worker.postMessage(call, transfer),
    listen(onAnswer, onFailure) {
      worker.on('message', (answer: EvaluatorAnswer) => onAnswer(answer))
      worker.on('error', onFailure)
      worker.on('messageerror', onFailure)
    },
    close: () => void worker.terminate(),
  }
}
