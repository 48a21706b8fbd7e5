import { loadInto } from '../src/cli/loadDataset'
import { createEngine } from '../src/shared/engine/createEngine'
import { BOOK_DEFAULTS } from '../src/shared/training/hyperparameters'
import { TrainingSession } from '../src/shared/training/session'

/** From reading the dataset to the end of the first iteration. Times are in milliseconds since the process started. */
const [folder = ''] = process.argv.slice(2)
const startMs = performance.now()
const engine = await createEngine('simd')
const { train, test, classes } = await loadInto(engine, folder, BOOK_DEFAULTS)
const loadedMs = performance.now()
const shapes = { trainCount: train.count, testCount: test.count, inputs: train.rows * train.cols, classes }
const session = new TrainingSession({ engine, shapes, hyperparameters: BOOK_DEFAULTS, now: () => performance.now() })
session.resume()
session.runSlice(-1)
console.log(JSON.stringify({ startMs, loadedMs, firstMs: performance.now(), kind: engine.kind }))
