import { loadDatasetFolder } from '../src/node/datasetFolder'
import type { ImageSet } from '../src/shared/data/dataset'
import { createEngine } from '../src/shared/engine/createEngine'
import { initialWeights } from '../src/shared/nn/initialWeights'
import { RandomState } from '../src/shared/random/randomState'
import { startNodeHelper } from '../src/trainer/node/helperPort'

/** Microseconds of an iteration of one shape, with the helper thread: batch, gradient, update, loss after it. */
const [folder = '', hiddenText, batchText, images] = process.argv.slice(2)
const [hidden, batchSize] = [Number(hiddenText), Number(batchText)]
const dataset = await loadDatasetFolder(folder, { name: folder })
if (dataset === null) throw new Error('cancelled')
const random = new RandomState(0)

/** The same number of images, no pixel of them 0. */
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
let batch = new Uint32Array(batchSize)
let next = new Uint32Array(batchSize)
const step = (): void => {
  random.choice(train.count, next)
  engine.step(batch, 0.1, next, null)
  ;[batch, next] = [next, batch]
}
/** Warm until the optimising compiler is done and the helper is there, then the median of slices of at least 50 ms. */
for (const end = performance.now() + 800; performance.now() < end;) step()
const slices: number[] = []
for (let slice = 0; slice < 21; slice++) {
  const start = performance.now()
  let steps = 0
  do {
    step()
    steps++
  } while (performance.now() - start < 50)
  slices.push(((performance.now() - start) / steps) * 1000)
}
slices.sort((a, b) => a - b)
console.log(JSON.stringify({ iterationMicroseconds: slices[10] }))
helper?.close()
