import { setImmediate } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import type { TrainerCall } from '../src/shared/contract/protocol'
import { startNodeHelper } from '../src/trainer/node/helperPort'
import { TrainerService } from '../src/shared/trainer/service'

/** Runs the training process, which Electron would fork, as a worker thread, with its helper. */
if (parentPort === null) throw new Error('This file must run as a worker thread.')
const port = parentPort
const service = new TrainerService({
  post: (message) => port.postMessage(message),
  yieldToEvents: () => setImmediate(),
  now: () => performance.now(),
  startHelper: () => startNodeHelper(new URL('../cli/helper.js', import.meta.url)),
})
port.on('message', (call: TrainerCall) => service.receive(call))
