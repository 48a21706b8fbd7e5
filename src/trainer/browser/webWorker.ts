import type { TrainerCall } from '../../shared/contract/protocol'
import { startBrowserHelper } from './helperPort'
import { TrainerService } from '../../shared/trainer/service'

// A message to oneself comes after the host's waiting messages and, unlike a timer, without a delay of 4 ms.
const { port1, port2 } = new MessageChannel()
const sleepers: (() => void)[] = []
port1.onmessage = () => sleepers.shift()?.()

const service = new TrainerService({
  // The page's own `postMessage` has another signature; in a worker the global scope is a DedicatedWorkerGlobalScope.
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
// A promise that fails unseen does not reach the host's `worker.onerror`; an error thrown in a task does.
self.addEventListener('unhandledrejection', ({ reason }) =>
  setTimeout(() => {
    throw reason
  }),
)
