import type { Dataset } from '../data/dataset'
import type { Engine } from '../engine/engine'
import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { Hyperparameters } from '../training/hyperparameters'
import type { TrainingSession } from '../training/session'

// Work done between the loading of a dataset and the first run on it, so that the run starts at once and is as fast as
// those after it. Requests are handled meanwhile.

/** Images loaded per slice, about 20 ms. */
const IMAGES_PER_SLICE = 10_000
const SLICE_MS = 10

/** A hidden run: a JavaScript engine optimises code only after it has run many times. */
export const WARM_UP_RUN: Hyperparameters = { ...BOOK_DEFAULTS, iterations: 300 }
/** No warm-up run on more training images than this: a load that took long is not made longer. */
export const MAX_WARM_UP_IMAGES = 100_000

/** What the warm-up takes from the process or worker. */
interface Deps {
  readonly now: () => number
  readonly yieldToEvents: () => Promise<void>
}

/** Loads both splits in slices. The engine must not be used meanwhile. */
export async function fillEngine(
  engine: Engine,
  dataset: Dataset,
  { yieldToEvents }: Pick<Deps, 'yieldToEvents'>,
): Promise<void> {
  for (const split of ['train', 'test'] as const) {
    const { images, labels, count, rows, cols } = dataset[split]
    const loader = engine.createSplitLoader(split, dataset[split])
    const inputs = rows * cols
    for (let first = 0; first < count; first += IMAGES_PER_SLICE) {
      const end = Math.min(first + IMAGES_PER_SLICE, count)
      loader.images(images.subarray(first * inputs, end * inputs))
      await yieldToEvents()
    }
    loader.labels(labels.subarray(0, count))
  }
}

/** Runs {@link WARM_UP_RUN}, measurements included. It leaves its network in the engine; each run sets its own. */
export async function runWarmUp(session: TrainingSession, { now, yieldToEvents }: Deps): Promise<void> {
  session.resume()
  while (session.phase === 'running') {
    const outcome = session.runSlice(now() + SLICE_MS)
    await (outcome === 'waiting' ? session.settled() : yieldToEvents())
  }
  await session.settled()
}
