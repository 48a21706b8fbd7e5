import { StudioError } from '../../shared/core/errors'
import { toFailure } from '../../shared/core/result'
import { TrainerClient } from '../../shared/host/trainerClient'
import type { TrainerMessage } from '../../shared/contract/protocol'

type TrainerEvent = Parameters<Parameters<TrainerClient['onEvent']>[0]>[0]

/** The training process of a browser: a Web Worker. */
export interface WorkerTrainer {
  readonly request: TrainerClient['request']
  isRunning(): boolean
  /** Starts the worker unless it is running. */
  start(): void
}

/** @param onCrash - the worker died, or its script could not be loaded */
export function createWorkerTrainer(
  onEvent: (event: TrainerEvent) => void,
  onCrash: (reason: string) => void,
): WorkerTrainer {
  let client: TrainerClient | null = null
  let lastReason = 'not started'
  let runs = 0

  function start(): void {
    if (client) return
    const worker = new Worker(new URL('../../trainer/browser/webWorker.ts', import.meta.url), {
      type: 'module',
      // The number of runs so far: the page ignores progress with a lower run number as that of an older run.
      name: String(runs),
    })
    const started = new TrainerClient((call, transfer) => worker.postMessage(call, [...transfer]))
    client = started
    worker.onmessage = ({ data }: MessageEvent<TrainerMessage>) => started.receive(data)
    started.onEvent(onEvent)
    started.on('training.status', ({ run }) => (runs = run))
    worker.onerror = (event) => {
      event.preventDefault()
      if (client !== started) return
      // After an uncaught error its state cannot be trusted.
      worker.terminate()
      client = null
      lastReason = event.message || 'the worker could not be started'
      started.close(lastReason)
      onCrash(lastReason)
    }
  }

  return {
    request: (name, payload, transfer) =>
      client
        ? client.request(name, payload, transfer)
        : Promise.resolve(toFailure(new StudioError('TRAINER_CRASHED', { reason: lastReason }))),
    isRunning: () => client !== null,
    start,
  }
}
