import type { HelperPort } from '../../shared/engine/helper'

/** Starts the helper in a browser, from within the training worker. */
export function startBrowserHelper(): HelperPort {
  const worker = new Worker(new URL('./helper.ts', import.meta.url), { type: 'module' })
  return {
    isThread: true,
    post: (call, transfer) => worker.postMessage(call, transfer),
    listen(onReply, onFailure) {
      worker.onmessage = ({ data }: MessageEvent<unknown>) => onReply(data)
      worker.onerror = ({ message }) => onFailure(message)
      worker.onmessageerror = onFailure
    },
    close: () => worker.terminate(),
  }
}
