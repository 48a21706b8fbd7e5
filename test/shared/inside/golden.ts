import { captureOf } from '../../../src/shared/trainer/insideCapture'
import { createEngine } from '../../../src/shared/engine/createEngine'
import type { EngineKind } from '../../../src/shared/engine/engine'
import type { Capture } from '../../../src/shared/inside/capture'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'
import { TrainingSession } from '../../../src/shared/training/session'
import { readMnist } from '../engine/float64/mnist'
import { runOut, shapesOf } from '../training/support'

/** The run of the design: MNIST, seed 0, the book's settings; the iteration after the first 300. */
export async function capture301(engineKind: EngineKind): Promise<{ capture: Capture; session: TrainingSession }> {
  const dataset = {
    name: '',
    source: 'folder',
    classes: 10,
    train: readMnist('train'),
    test: readMnist('t10k'),
  } as const
  const engine = await createEngine(engineKind)
  engine.load('train', dataset.train)
  engine.load('test', dataset.test)
  const hyperparameters = { ...BOOK_DEFAULTS, engine: engineKind, seed: 0 }
  const session = new TrainingSession({ engine, shapes: shapesOf(dataset), hyperparameters, now: () => 0 })
  session.resume(300)
  await runOut(session)
  const capture = captureOf(session.capture(), dataset, { source: 'run', run: 1, seed: hyperparameters.seed })
  return { capture, session }
}
