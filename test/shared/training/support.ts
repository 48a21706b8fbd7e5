import type { Dataset } from '../../../src/shared/data/dataset'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { createEngine } from '../../../src/shared/engine/createEngine'
import type { Engine, EngineKind } from '../../../src/shared/engine/engine'
import type { SessionShapes } from '../../../src/shared/training/checkpoint'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { TrainingSession } from '../../../src/shared/training/session'
import type { SessionOptions } from '../../../src/shared/training/sessionOptions'

/** 240 + 60 generated digits: enough to learn from, fast to train on. */
export const smallDataset: Dataset = drawSampleDataset(7, { train: 240, test: 60 })

export const smallRun: Hyperparameters = {
  ...BOOK_DEFAULTS,
  engine: 'float64',
  hidden: 6,
  batch: 25,
  iterations: 40,
  seed: 3,
  lr: 0.2,
}

export function shapesOf({ train, test, classes }: Dataset): SessionShapes {
  return { trainCount: train.count, testCount: test.count, inputs: train.rows * train.cols, classes }
}

/** A real engine with the dataset loaded. */
export async function loadedEngine(dataset = smallDataset, kind: EngineKind = 'float64'): Promise<Engine> {
  const engine = await createEngine(kind)
  engine.load('train', dataset.train)
  engine.load('test', dataset.test)
  return engine
}

/** A session on a new engine, with a constant clock unless one is given. */
export async function newSession(
  hyperparameters: Hyperparameters,
  options: Partial<Omit<SessionOptions, 'hyperparameters' | 'shapes'>> = {},
): Promise<{ session: TrainingSession; engine: Engine }> {
  const engine = options.engine ?? (await loadedEngine(smallDataset, hyperparameters.engine))
  const shapes = shapesOf(smallDataset)
  const session = new TrainingSession({ engine, shapes, hyperparameters, now: () => 0, ...options })
  return { session, engine }
}

/** Runs until the session is paused or ended. */
export async function runOut(session: TrainingSession): Promise<void> {
  for (;;) {
    const outcome = session.runSlice(Infinity)
    if (outcome === 'idle') return
    if (outcome === 'waiting') await session.settled()
  }
}
