import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { TrainerCall } from '../../shared/contract/protocol'
import { startNodeHelper } from './helperPort'
import { TrainerService } from '../../shared/trainer/service'

/** What Electron adds to `process` in a utility process (electron's own types would pull Electron in). */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: TrainerCall }) => void): void
}

const { parentPort } = process as typeof process & { parentPort?: ParentPort }
if (parentPort === undefined) throw new Error('This file is forked by the main process with utilityProcess.fork.')

const service = new TrainerService({
  post: (message) => parentPort.postMessage(message),
  yieldToEvents: () => setImmediate(),
  now: () => performance.now(),
  processors: availableParallelism(),
  runsBefore: Number(process.argv[2] ?? 0),
  startHelper: () => startNodeHelper(new URL('./helper.js', import.meta.url)),
})
parentPort.on('message', ({ data }) => service.receive(data as TrainerCall))
