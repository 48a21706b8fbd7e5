import { setImmediate } from 'node:timers/promises'
import type { EpochRecord } from '../shared/training/runTypes'
import { isWholeEpoch } from '../shared/training/epochSchedule'
import { createEngine } from '../shared/engine/createEngine'
import type { Engine } from '../shared/engine/engine'
import { listText } from '../shared/i18n/detailText'
import { errorText, fill } from '../shared/i18n/messages'
import type { Hyperparameters } from '../shared/training/hyperparameters'
import { TrainingSession } from '../shared/training/session'
import { startNodeHelper } from '../trainer/node/helperPort'
import { encodeNpz } from '../shared/formats/npz'
import { CommandError, noteLine, printLine } from './context'
import type { Context } from './context'
import { checkWritable, writeBytes } from './files'
import { loadInto } from './loadDataset'
import { ProgressBar } from './progressBar'
import { pythonFloat } from './pythonFloat'
import { runFile } from './runFile'

export interface TrainOptions {
  readonly data?: string
  readonly out?: string
  readonly history?: string
}

/** Between two slices the bar is redrawn and Ctrl+C is handled. */
const SLICE_MS = 50

/** The line of an epoch, similar to the book's `print("train acc, test acc | " + ...)`. */
const bookLine = ({ trainAccuracy, testAccuracy }: EpochRecord): string =>
  `train_acc,test_acc| ${pythonFloat(trainAccuracy)},${pythonFloat(testAccuracy)}`

/** Trains to the end of the run and prints the book's line per epoch. */
async function runToEnd(session: TrainingSession, context: Context): Promise<void> {
  const bar = new ProgressBar(session.hyperparameters.iterations, context)
  let printed = 0
  const report = (): void => {
    const records = session.history.epochs.slice(printed).filter(isWholeEpoch)
    printed += records.length
    if (records.length > 0) bar.printAbove(() => records.forEach((record) => printLine(bookLine(record))))
    bar.update(session.iteration, session.elapsedMs)
  }
  try {
    session.resume()
    for (;;) {
      const outcome = session.runSlice(performance.now() + SLICE_MS)
      report()
      if (outcome === 'idle') break
      await (outcome === 'waiting' ? session.settled() : setImmediate())
    }
    await session.settled()
    report()
  } finally {
    bar.stop()
  }
}

/** Prints how the run ended; on a terminal only, so that scripts get results only. */
function noteEnd(
  session: TrainingSession,
  loadMs: number,
  files: readonly string[],
  { text, language }: Context,
): void {
  if (!process.stderr.isTTY || session.final === null) return
  const { reason, iteration, hyperparameters, elapsedMs, final } = session
  if (reason === 'targetReached' || reason === 'patience') {
    noteLine(fill(text.stoppedEarly[reason], { iteration, patience: hyperparameters.patience }))
  }
  const seconds = (ms: number): string => (ms / 1000).toFixed(2)
  noteLine(
    fill(text.trained, {
      train: seconds(elapsedMs),
      load: seconds(loadMs),
      trainAccuracy: final.trainAccuracy.toFixed(4),
      testAccuracy: final.testAccuracy.toFixed(4),
    }),
  )
  if (files.length > 0) noteLine(fill(text.wrote, { files: listText(files, language) }))
}

async function trainWith(
  engine: Engine,
  hyperparameters: Hyperparameters,
  options: TrainOptions,
  startedAt: number,
  context: Context,
): Promise<void> {
  const { train, test, classes } = await loadInto(engine, options.data, hyperparameters)
  const loadMs = performance.now() - startedAt
  const shapes = { trainCount: train.count, testCount: test.count, inputs: train.rows * train.cols, classes }
  const helper = engine.createHelper?.(() => startNodeHelper(new URL('./helper.js', import.meta.url))) ?? null
  const session = new TrainingSession({
    engine,
    shapes,
    hyperparameters,
    now: () => performance.now(),
    ...(helper === null ? {} : { evaluator: helper }),
  })
  try {
    await runToEnd(session, context)
  } finally {
    helper?.close()
  }
  if (options.history !== undefined) await writeBytes(options.history, runFile(session, engine.kind, loadMs))
  if (session.reason === 'diverged') {
    const { text } = context
    throw new CommandError(fill(text.diverged, { iteration: session.iteration + 1, lr: hyperparameters.lr }))
  }
  if (options.out !== undefined) await writeBytes(options.out, encodeNpz(engine.weights()))
  const files = [options.out, options.history].filter((file) => file !== undefined)
  noteEnd(session, loadMs, files, context)
}

/** `train`: the book's program. */
export async function train(hyperparameters: Hyperparameters, options: TrainOptions, context: Context): Promise<void> {
  for (const path of [options.out, options.history]) if (path !== undefined) await checkWritable(path)
  const startedAt = performance.now()
  const engine = await createEngine(hyperparameters.engine)
  try {
    if (engine.kind !== hyperparameters.engine) {
      noteLine(errorText({ code: 'SIMD_UNAVAILABLE', detail: {} }, context.language))
    }
    await trainWith(engine, hyperparameters, options, startedAt, context)
  } finally {
    engine.dispose()
  }
}
