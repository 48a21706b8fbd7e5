import type { Capture } from '../../../shared/inside/capture'
import type { Iteration } from '../../../shared/inside/iteration'
import type { InsideCall, InsideReply } from './insideWorker'

/** The page's own worker for what would hold it up; started when it is first needed. */
export function createInsideWorker() {
  let worker: Worker | null = null
  let last = 0
  const waiting = new Map<number, (reply: Iteration) => void>()

  function start(): Worker {
    const started = new Worker(new URL('./insideWorker.ts', import.meta.url), { type: 'module' })
    started.onmessage = ({ data }: MessageEvent<InsideReply>) => {
      waiting.get(data.id)?.(data.iteration)
      waiting.delete(data.id)
    }
    return started
  }

  return {
    /** {@link repeatIteration} outside the page's thread. */
    repeat: (capture: Capture): Promise<Iteration> =>
      new Promise((resolve) => {
        const call: InsideCall = { id: ++last, capture }
        waiting.set(call.id, resolve)
        worker ??= start()
        worker.postMessage(call)
      }),
  }
}
