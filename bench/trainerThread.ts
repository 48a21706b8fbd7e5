import { setImmediate } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import type { TrainerCall } from '../src/shared/contract/protocol'
import { startNodeHelper } from '../src/trainer/node/helperPort'
import { TrainerService } from '../src/shared/trainer/service'

/** The training process as a thread, with its helper: what Electron forks, without Electron. */
if (parentPort === null) throw new Error('This file is run as a worker thread.')
const port = parentPort
const service = new TrainerService({
  post: (message) => port.postMessage(message),
  yieldToEvents: () => setImmediate(),
  now: () => performance.now(),
  startHelper: () => startNodeHelper(new URL('../cli/helper.js', import.meta.url)),
})
port.on('message', (call: TrainerCall) => service.receive(call))
