import type { Dataset } from '../data/dataset'
import type { Engine } from '../engine/engine'
import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { Hyperparameters } from '../training/hyperparameters'
import type { TrainingSession } from '../training/session'

// What can be done between the loading of a dataset and the first run on it, so that the run starts at once and is as fast as
// those after it. In both requests are answered meanwhile.

/** So many images go into the engine at a time, about 20 ms of them. */
const IMAGES_AT_ONCE = 10_000
const SLICE_MS = 10

/** A run that nobody sees: a runtime compiles code well only once it has run for a while. */
export const TRIED_RUN: Hyperparameters = { ...BOOK_DEFAULTS, iterations: 300 }
/** Training images of a dataset up to which it is tried: a load that took long anyway is not made longer. */
export const MAX_TRIED = 100_000

/** Of the process or worker. */
interface Deps {
  readonly now: () => number
  readonly yieldToEvents: () => Promise<void>
}

/** Takes both splits in. Nothing may be asked of the engine meanwhile. */
export async function fillEngine(engine: Engine, dataset: Dataset, { yieldToEvents }: Deps): Promise<void> {
  for (const split of ['train', 'test'] as const) {
    const { images, labels, count, rows, cols } = dataset[split]
    const intake = engine.intake(split, dataset[split])
    const inputs = rows * cols
    for (let first = 0; first < count; first += IMAGES_AT_ONCE) {
      const end = Math.min(first + IMAGES_AT_ONCE, count)
      intake.images(images.subarray(first * inputs, end * inputs))
      await yieldToEvents()
    }
    intake.labels(labels.subarray(0, count))
  }
}

/** Carries {@link TRIED_RUN} out, measurements included. The engine's network is that run's afterwards; a run sets its own. */
export async function tryOut(session: TrainingSession, { now, yieldToEvents }: Deps): Promise<void> {
  session.resume()
  while (session.phase === 'running') {
    const outcome = session.runSlice(now() + SLICE_MS)
    await (outcome === 'waiting' ? session.settled() : yieldToEvents())
  }
  await session.settled()
}
