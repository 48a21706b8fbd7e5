import type { TrainerCall } from '../../shared/contract/protocol'
import { startBrowserHelper } from './helperPort'
import { TrainerService } from '../../shared/trainer/service'

// A message to itself is delivered after the host's queued messages and, unlike a timer, without a delay of 4 ms.
const { port1, port2 } = new MessageChannel()
const sleepers: (() => void)[] = []
port1.onmessage = () => sleepers.shift()?.()

const service = new TrainerService({
  // The types are those of a page, whose `postMessage` has another signature; here the global scope is a worker's.
  post: (message, transfer) => self.postMessage(message, { transfer }),
  yieldToEvents: () =>
    new Promise((resolve) => {
      sleepers.push(resolve)
      port2.postMessage(null)
    }),
  now: () => performance.now(),
  processors: navigator.hardwareConcurrency,
  runsBefore: Number(self.name),
  startHelper: startBrowserHelper,
})
self.onmessage = ({ data }: MessageEvent<TrainerCall>) => service.receive(data)
// An unhandled rejection does not trigger the host's `worker.onerror`; an error thrown in a task does.
self.addEventListener('unhandledrejection', ({ reason }) =>
  setTimeout(() => {
    throw reason
  }),
)
