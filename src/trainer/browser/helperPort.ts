import type { EvaluatorAnswer, HelperPort } from '../../shared/engine/simd/helperProtocol'

/** Starts the evaluation worker in a browser, from within the training worker. */
export function startBrowserHelper(): HelperPort {
  const worker = new Worker(new URL('./helper.ts', import.meta.url), { type: 'module' })
  return {
    isThread: true,
    post: (call, transfer) => worker.postMessage(call, transfer),
    listen(onAnswer, onFailure) {
      worker.onmessage = ({ data }: MessageEvent<EvaluatorAnswer>) => onAnswer(data)
      worker.onerror = ({ message }) => onFailure(message)
      worker.onmessageerror = onFailure
    },
    close: () => worker.terminate(),
  }
}
