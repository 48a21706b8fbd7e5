import { loadDatasetFolder } from '../src/node/datasetFolder'
import type { ImageSet } from '../src/shared/data/dataset'
import { createEngine } from '../src/shared/engine/createEngine'
import { initialWeights } from '../src/shared/nn/initialWeights'
import { RandomState } from '../src/shared/random/randomState'
import { timeIterations } from './timeIterations'

/**
 * One point of the scaling table: a number of images (those of MNIST repeatedly, each shifted by a few pixels), a
 * network of one width, batches of one size.
 */
const [folder = '', ...numbers] = process.argv.slice(2)
const [count = 0, hidden = 0, batchSize = 0] = numbers.map(Number)
const dataset = await loadDatasetFolder(folder, { name: folder })
if (dataset === null) throw new Error('cancelled')
const random = new RandomState(0)
const train = count === dataset.train.count ? dataset.train : multiply(dataset.train, count)

function multiply(set: ImageSet, count: number): ImageSet {
  const { rows, cols } = set
  const inputs = rows * cols
  const images = new Uint8Array(count * inputs)
  const labels = new Uint8Array(count)
  for (let n = 0; n < count; n++) {
    const from = (n % set.count) * inputs
    const shift = ((random.nextUint32() % 5) - 2) * cols + (random.nextUint32() % 5) - 2
    const start = Math.max(0, -shift)
    const end = Math.min(inputs, inputs - shift)
    images.set(set.images.subarray(from + start, from + end), n * inputs + start + shift)
    labels[n] = set.labels[n % set.count] ?? 0
  }
  return { images, labels, count, rows, cols }
}

const engine = await createEngine('simd')
const started = performance.now()
engine.load('train', train)
engine.load('test', dataset.test)
const loadMs = performance.now() - started
const { classes } = dataset
engine.initialise(
  initialWeights({ inputs: 784, hidden, classes, weightInit: 'std', std: 0.01 }, random),
  'sgd',
  batchSize,
)
const iterationMicroseconds = timeIterations(engine, random, count, batchSize, { warmMs: 400, sliceMs: 20 })
const residentMegabytes = process.memoryUsage().rss / 2 ** 20
console.log(JSON.stringify({ loadMs, iterationMicroseconds, residentMegabytes, kind: engine.kind }))
