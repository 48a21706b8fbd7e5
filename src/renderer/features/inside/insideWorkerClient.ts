import type { Capture } from '../../../shared/inside/capture'
import type { CheckProgress, CheckSetup } from '../../../shared/inside/gradientCheck'
import type { Iteration } from '../../../shared/inside/iteration'
import type { GradientTimes, InsideCall, InsideReply } from './insideWorker'

type OnCheck = (progress: CheckProgress, times: GradientTimes) => void

/** The page's own worker for what would hold it up; started when it is first needed. */
export function createInsideWorker() {
  let worker: Worker | null = null
  let last = 0
  const waiting = new Map<number, (iteration: Iteration) => void>()
  let check: { readonly id: number; readonly onProgress: OnCheck } | null = null

  function start(): Worker {
    const started = new Worker(new URL('./insideWorker.ts', import.meta.url), { type: 'module' })
    started.onmessage = ({ data }: MessageEvent<InsideReply>) => {
      if (data.kind === 'check') {
        if (data.id === check?.id) check.onProgress(data.progress, data.times)
        return
      }
      waiting.get(data.id)?.(data.iteration)
      waiting.delete(data.id)
    }
    return started
  }
  function send(call: InsideCall): void {
    worker ??= start()
    worker.postMessage(call)
  }

  return {
    /** {@link repeatIteration} outside the page's thread. */
    repeat: (capture: Capture): Promise<Iteration> =>
      new Promise((resolve) => {
        waiting.set(++last, resolve)
        send({ kind: 'repeat', id: last, capture })
      }),

    /** Checks gradients; ends the check before. */
    check(setup: CheckSetup, onProgress: OnCheck): void {
      check = { id: ++last, onProgress }
      send({ kind: 'check', id: last, setup })
    },
  }
}
