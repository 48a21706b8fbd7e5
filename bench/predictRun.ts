import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { loadDatasetFolder } from '../src/node/datasetFolder'
import { unwrap } from '../src/shared/core/result'
import { TrainerClient } from '../src/shared/host/trainerClient'
import type { TrainerMessage } from '../src/shared/contract/protocol'
import { BOOK_DEFAULTS } from '../src/shared/training/hyperparameters'

/** Sends drawings to a training process that runs at full speed, and times each prediction. */
const PREDICTIONS = 300
/** A pen gives 60 images a second. */
const PAUSE_MS = 16

const [folder = ''] = process.argv.slice(2)
const dataset = await loadDatasetFolder(folder, { name: folder })
if (dataset === null) throw new Error('cancelled')
const worker = new Worker(new URL('./trainerThread.js', import.meta.url))
const client = new TrainerClient((call) => worker.postMessage(call))
worker.on('message', (message: TrainerMessage) => client.receive(message))

const { name, source, classes, train, test } = dataset
const shape = ({ count, rows, cols }: typeof train) => ({ count, rows, cols })
unwrap(await client.request('dataset.begin', { name, source, classes, train: shape(train), test: shape(test) }))
for (const split of ['train', 'test'] as const) {
  for (const part of ['images', 'labels'] as const) {
    unwrap(await client.request('dataset.chunk', { split, part, bytes: dataset[split][part] }))
  }
}
unwrap(await client.request('dataset.end', null))
const hyperparameters = { ...BOOK_DEFAULTS, iterations: 1_000_000 }
unwrap(await client.request('training.start', { hyperparameters }))
const times: number[] = []
for (let i = 0; i < PREDICTIONS; i++) {
  await setTimeout(PAUSE_MS)
  const image = test.images.slice(i * 784, (i + 1) * 784)
  const start = performance.now()
  unwrap(await client.request('network.predict', { image }))
  times.push(performance.now() - start)
}
const status = unwrap(await client.request('training.status', null))
if (status.phase !== 'running') throw new Error(`the training was ${status.phase}`)
console.log(JSON.stringify({ times, iterations: status.iteration }))
await worker.terminate()
