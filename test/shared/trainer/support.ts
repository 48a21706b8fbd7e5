import { setImmediate } from 'node:timers/promises'
import { unwrap } from '../../../src/shared/core/result'
import { TrainerClient } from '../../../src/shared/host/trainerClient'
import type { TrainerEventName, TrainerEvents } from '../../../src/shared/contract/events'
import type { TrainerMessage } from '../../../src/shared/contract/protocol'
import type { TrainingProgress } from '../../../src/shared/training/runTypes'
import type { Dataset } from '../../../src/shared/data/dataset'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { TrainerService } from '../../../src/shared/trainer/service'
import { smallDataset, smallRun } from '../training/support'

/** (784,) u8, the first test digit of the small dataset. */
export const digit = smallDataset.test.images.slice(0, 784)
/** Long enough to be interrupted. */
export const longRun: Hyperparameters = { ...smallRun, iterations: 1_000_000 }

/** A service and its client connected by structured clone, as over a port, and all messages of the service. */
export function openTrainer(now = () => performance.now()) {
  const messages: TrainerMessage[] = []
  const service = new TrainerService({
    post: (message, transfer) => {
      const arrived: TrainerMessage = structuredClone(message, { transfer })
      messages.push(arrived)
      client.receive(arrived)
    },
    yieldToEvents: () => setImmediate(),
    now,
  })
  const client = new TrainerClient((call, transfer) =>
    service.receive(structuredClone(call, { transfer: [...transfer] })),
  )

  /** Resolves with the next event of this name whose payload satisfies `holds`. */
  const event = <K extends TrainerEventName>(
    name: K,
    holds: (payload: TrainerEvents[K]) => boolean = () => true,
  ): Promise<TrainerEvents[K]> =>
    new Promise((resolve) => {
      const stop = client.on(name, (payload) => {
        if (!holds(payload)) return
        stop()
        resolve(payload)
      })
    })
  const progress = (): TrainingProgress[] =>
    messages.flatMap((message) =>
      message.kind === 'event' && message.name === 'training.progress' ? [message.payload] : [],
    )
  return { client, event, messages, progress }
}

export type Trainer = ReturnType<typeof openTrainer>

/** Sends a dataset in chunks, as a host does. */
export async function sendDataset({ client }: Trainer, dataset: Dataset = smallDataset) {
  const { train, test, ...about } = dataset
  const shape = ({ count, rows, cols }: Dataset['train']) => ({ count, rows, cols })
  unwrap(await client.request('dataset.begin', { ...about, train: shape(train), test: shape(test) }))
  for (const split of ['train', 'test'] as const) {
    for (const part of ['images', 'labels'] as const) {
      const bytes = dataset[split][part]
      for (let start = 0; start < bytes.length; start += 10_000) {
        const chunk = bytes.slice(start, start + 10_000)
        unwrap(await client.request('dataset.chunk', { split, part, bytes: chunk }))
      }
    }
  }
  return client.request('dataset.end', null)
}

/** A service with the small dataset in use. */
export async function readyTrainer(): Promise<Trainer> {
  const trainer = openTrainer()
  unwrap(await sendDataset(trainer))
  return trainer
}
