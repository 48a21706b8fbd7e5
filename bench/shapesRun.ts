import { loadDatasetFolder } from '../src/node/datasetFolder'
import type { ImageSet } from '../src/shared/data/dataset'
import { createEngine } from '../src/shared/engine/createEngine'
import { initialWeights } from '../src/shared/nn/initialWeights'
import { RandomState } from '../src/shared/random/randomState'
import { startNodeHelper } from '../src/trainer/node/helperPort'
import { timeIterations } from './timeIterations'

/** Microseconds per iteration of one shape, with the helper thread: batch, gradient, update, loss after the update. */
const [folder = '', hiddenText, batchText, images] = process.argv.slice(2)
const [hidden, batchSize] = [Number(hiddenText), Number(batchText)]
const dataset = await loadDatasetFolder(folder, { name: folder })
if (dataset === null) throw new Error('cancelled')
const random = new RandomState(0)

/** The same number of images, without zero pixels. */
function withoutZeros(set: ImageSet): ImageSet {
  const pixels = Uint8Array.from(set.images, (_, i) => 1 + ((i * 7919) % 255))
  return { ...set, images: pixels }
}

const train = images === 'dense' ? withoutZeros(dataset.train) : dataset.train
const engine = await createEngine('simd')
engine.load('train', train)
engine.load('test', dataset.test)
const helper = engine.createHelper?.(() => startNodeHelper(new URL('../cli/helper.js', import.meta.url)))
const { classes } = dataset
engine.initialise(
  initialWeights({ inputs: 784, hidden, classes, weightInit: 'std', std: 0.01 }, random),
  'sgd',
  batchSize,
)
const iterationMicroseconds = timeIterations(engine, random, train.count, batchSize, { warmMs: 800, sliceMs: 50 })
console.log(JSON.stringify({ iterationMicroseconds }))
helper?.close()
