import { utilityProcess } from 'electron'
import type { UtilityProcess } from 'electron'
import { StudioError } from '../shared/core/errors'
import { toFailure } from '../shared/core/result'
import { TrainerClient } from '../shared/host/trainerClient'
import type { TrainerMessage } from '../shared/contract/protocol'
import type { TrainingProgress, TrainingStatus } from '../shared/training/runTypes'
import { PATHS } from './paths'
import type { Page } from './page'

/** A stopping process gets this long to answer, then it is killed. */
const STOP_MS = 2000

type TrainerState = 'idle' | 'starting' | 'ready' | 'stopping' | 'crashed'

interface Running {
  readonly child: UtilityProcess
  readonly client: TrainerClient
  readonly exited: Promise<void>
}

/** Starts, watches and ends the training process. */
export interface TrainerHost {
  readonly request: TrainerClient['request']
  state(): TrainerState
  /** Process id while it runs. */
  pid(): number | null
  /** Listens to every training process, one after another. */
  onStatus(listener: (status: TrainingStatus) => void): void
  onProgress(listener: (progress: TrainingProgress) => void): void
  onCrash(listener: () => void): void
  /** Starts the process unless it is running. Requests may follow at once; they wait until it listens. */
  start(): void
  /** Asks training to pause, waits at most 2 s, then ends the process. */
  stop(): Promise<void>
}

export function setupTrainerHost(page: Page): TrainerHost {
  let state: TrainerState = 'idle'
  let running: Running | null = null
  let lastReason = 'not started'
  let runs = 0
  const statusListeners: ((status: TrainingStatus) => void)[] = []
  const progressListeners: ((progress: TrainingProgress) => void)[] = []
  const crashListeners: (() => void)[] = []

  function start(): void {
    if (running) return
    state = 'starting'
    const child = utilityProcess.fork(PATHS.trainer, [String(runs)], { serviceName: 'Digit Studio Trainer' })
    const client = new TrainerClient((call) => child.postMessage(call))
    child.on('message', (message: TrainerMessage) => client.receive(message))
    client.onEvent((event) => page.emit(event.name, event.payload))
    // The page ignores progress with a lower run number, so a new process continues the count.
    client.on('training.status', ({ run }) => (runs = run))
    client.on('training.status', (status) => statusListeners.forEach((listener) => listener(status)))
    client.on('training.progress', (progress) => progressListeners.forEach((listener) => listener(progress)))
    child.once('spawn', () => {
      if (state === 'starting') state = 'ready'
    })
    // For example out of memory; `exit` follows. Without a listener it would end the main process instead.
    child.on('error', (type, location) => console.error(`training process: ${type} at ${location}`))
    const exited = new Promise<void>((resolve) => {
      // Every start ends here, whatever the reason.
      child.once('exit', (code) => {
        const wanted = state === 'stopping'
        running = null
        state = wanted ? 'idle' : 'crashed'
        lastReason = wanted ? 'stopped' : `exit ${code}`
        client.close(lastReason)
        if (!wanted) {
          crashListeners.forEach((listener) => listener())
          page.emit('trainer.crashed', { reason: lastReason })
        }
        resolve()
      })
    })
    running = { child, client, exited }
  }

  async function stop(): Promise<void> {
    if (!running) return
    const { child, client, exited } = running
    state = 'stopping'
    const waiting = within(STOP_MS)
    await Promise.race([client.request('training.pause', null), exited, waiting.over])
    child.kill()
    const dying = within(STOP_MS)
    const gone = await Promise.race([exited.then(() => true), dying.over.then(() => false)])
    if (!gone && child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    waiting.clear()
    dying.clear()
  }

  return {
    request: (name, payload) =>
      running
        ? running.client.request(name, payload)
        : Promise.resolve(toFailure(new StudioError('TRAINER_CRASHED', { reason: lastReason }))),
    state: () => state,
    pid: () => running?.child.pid ?? null,
    onStatus: (listener) => void statusListeners.push(listener),
    onProgress: (listener) => void progressListeners.push(listener),
    onCrash: (listener) => void crashListeners.push(listener),
    start,
    stop,
  }
}

function within(ms: number): { over: Promise<void>; clear: () => void } {
  let timer: NodeJS.Timeout
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
  return { over, clear: () => clearTimeout(timer) }
}
