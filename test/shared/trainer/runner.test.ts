import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { TrainingProgress, TrainingStatus } from '../../../src/shared/training/runTypes'
import type { Dataset } from '../../../src/shared/data/dataset'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import type { HelperPort } from '../../../src/shared/engine/helper'
import { helperService } from '../../../src/shared/engine/simd/helperService'
import { TrainingRunner } from '../../../src/shared/trainer/runner'
import { smallDataset, smallRun } from '../training/support'

/** Ends between two epochs, so that the final measurement is one of its own. */
const run: Hyperparameters = { ...smallRun, engine: 'simd', iterations: 45 }

/** The helper in this process; like a worker it replies later. */
function openHelper(): HelperPort {
  let receive: ReturnType<typeof helperService> | null = null
  return {
    isThread: false,
    post: (call) => void setImmediate().then(() => receive?.(call)),
    listen: (onReply) => {
      receive = helperService((reply) => void setImmediate().then(() => onReply(reply)))
    },
    close: () => undefined,
  }
}

/** A runner as in a training process, and its statuses up to the end of a run. */
function openRunner(runsBefore = 0, startHelper = openHelper) {
  const statuses: TrainingStatus[] = []
  const progress: TrainingProgress[] = []
  let ended: () => void
  const end = new Promise<void>((resolve) => (ended = resolve))
  const runner = new TrainingRunner({
    now: () => performance.now(),
    yieldToEvents: () => setImmediate(),
    startHelper,
    runsBefore,
    onProgress: (payload) => progress.push(payload),
    onStatus: (status) => {
      statuses.push(status)
      if (status.phase === 'ended') ended()
    },
  })
  return { runner, statuses, progress, end }
}

describe('TrainingRunner with a helper', () => {
  it('says that a run has ended although the last measurement arrives after the last iteration', async () => {
    const { runner, statuses, progress, end } = openRunner()
    await runner.prepare(smallDataset, run)
    runner.resume()
    await end
    expect(statuses.at(-1)).toMatchObject({ phase: 'ended', reason: 'finished', iteration: run.iterations })
    expect(statuses.at(-1)?.measured?.testAccuracy).toBeGreaterThan(0)
    expect(statuses.filter(({ phase }) => phase === 'ended')).toHaveLength(1)
    const losses = progress.reduce((sum, slice) => sum + slice.losses.length, 0)
    expect(losses).toBe(run.iterations)
  })

  it('says how many threads there are, also once the second one broke down, and one where nothing can be shared', async () => {
    let breakDown: (reason: unknown) => void = () => undefined
    const breaking = (): HelperPort => {
      const port = openHelper()
      return {
        ...port,
        listen: (onAnswer, onFailure) => {
          breakDown = onFailure
          port.listen(onAnswer, onFailure)
        },
      }
    }
    const { runner, statuses, end } = openRunner(0, breaking)
    expect(runner.status().threads).toBe(0)
    await runner.prepare(smallDataset, { ...run, iterations: 100_000 })
    runner.resume()
    expect(statuses.at(-1)?.threads).toBe(2)
    breakDown('broken on purpose')
    await expect.poll(() => statuses.at(-1)?.threads).toBe(1)
    expect(statuses.at(-1)?.phase).toBe('running')
    await runner.stop()
    await end
    await runner.prepare(smallDataset, { ...run, engine: 'float64' })
    expect(runner.status().threads).toBe(1)
  })

  it('says at once that a run was stopped, and again when its weights are measured', async () => {
    const { runner, statuses } = openRunner()
    await runner.prepare(smallDataset, { ...run, iterations: 1_000_000 })
    runner.resume()
    while (runner.status().iteration === 0) await setImmediate()
    await runner.stop()
    for (let i = 0; i < 10; i++) await setImmediate()
    expect(statuses.filter(({ phase }) => phase === 'ended').map(({ reason }) => reason)).toEqual([
      'stopped',
      'stopped',
    ])
    expect(statuses.at(-1)?.measured?.iteration).toBe(statuses.at(-1)?.iteration)
  })
})

/** The training images, repeated. */
function repeated(dataset: Dataset, times: number): Dataset {
  const { images, labels, count } = dataset.train
  const all = (bytes: Uint8Array) => {
    const out = new Uint8Array(bytes.length * times)
    for (let k = 0; k < times; k++) out.set(bytes, k * bytes.length)
    return out
  }
  return { ...dataset, train: { ...dataset.train, images: all(images), labels: all(labels), count: count * times } }
}

describe('TrainingRunner before the first run', () => {
  /** A runner that counts the helpers it starts and ends. */
  function counted() {
    const workers = { started: 0, closed: 0 }
    const opened = openRunner(0, () => {
      workers.started++
      const port = openHelper()
      return { ...port, close: () => void workers.closed++ }
    })
    return { ...opened, workers }
  }

  it('takes a dataset in ahead of the start, and the run is the same', async () => {
    const { runner, workers, statuses, progress, end } = counted()
    await runner.warmUp(smallDataset)
    expect(workers).toEqual({ started: 1, closed: 0 })
    expect(runner.status()).toMatchObject({ run: 0, phase: 'idle', hyperparameters: null })
    await runner.prepare(smallDataset, run)
    runner.resume()
    await end
    expect(workers).toEqual({ started: 1, closed: 0 })
    const unprepared = openRunner()
    await unprepared.runner.prepare(smallDataset, run)
    unprepared.runner.resume()
    await unprepared.end
    const losses = (from: TrainingProgress[]) => from.flatMap((slice) => [...slice.losses])
    expect(losses(progress)).toEqual(losses(unprepared.progress))
    expect(statuses.at(-1)?.measured).toEqual(unprepared.statuses.at(-1)?.measured)
  })

  it('takes another dataset in instead, and ends the worker that reads the first', async () => {
    const { runner, workers, end } = counted()
    await runner.warmUp(smallDataset)
    // Taken in by three pieces.
    const other = repeated(drawSampleDataset(8, { train: 120, test: 30 }), 170)
    await runner.warmUp(other)
    expect(workers).toEqual({ started: 2, closed: 1 })
    await runner.prepare(other, run)
    runner.resume()
    await end
    expect(runner.current?.dataset).toBe(other)
    expect(workers).toEqual({ started: 2, closed: 1 })
  })

  it('leaves a run that was begun its dataset', async () => {
    const { runner, workers } = counted()
    await runner.prepare(smallDataset, run)
    await runner.warmUp(drawSampleDataset(8, { train: 120, test: 30 }))
    expect(runner.current?.dataset).toBe(smallDataset)
    expect(workers).toEqual({ started: 1, closed: 0 })
  })
})

describe('TrainingRunner after a training process died', () => {
  it('keeps counting runs, so that a page does not mistake the new run for an old one', async () => {
    const { runner, progress, end } = openRunner(4)
    expect(runner.status().run).toBe(4)
    await runner.prepare(smallDataset, run)
    runner.resume()
    await end
    expect(new Set(progress.map(({ run }) => run))).toEqual(new Set([5]))
  })
})

describe('TrainingRunner, going on from a good snapshot', () => {
  /** The book's defaults with a learning rate that drives float32 out of its numbers in a few iterations. */
  const wild: Hyperparameters = { ...run, iterations: 1_000_000, hidden: 200, batch: 240, std: 1, seed: 0, lr: 1e9 }

  it('lowers the learning rate of a run that diverged and starts from weights that were good', async () => {
    const { runner, statuses, progress, end } = openRunner()
    await runner.prepare(smallDataset, wild)
    runner.resume()
    await end
    expect(statuses.at(-1)).toMatchObject({ run: 1, phase: 'ended', reason: 'diverged' })
    const diverged = statuses.at(-1)?.iteration ?? 0
    expect(diverged).toBeLessThan(20)
    // The snapshot after the first update was spoilt already: only the initial weights were good.
    expect(runner.current?.session.weightsIteration).toBe(0)

    await runner.continueFromStable()
    const status = runner.status()
    expect(status).toMatchObject({ run: 2, phase: 'running', learningRate: 0.5 })
    await runner.stop()
    const marks = progress.filter(({ run }) => run === 2).flatMap(({ marks }) => marks)
    expect(marks).toContainEqual({ kind: 'remedy', iteration: 0, from: 1e9, value: 0.5 })
    expect(marks).toContainEqual({ kind: 'diverged', iteration: diverged + 1 })
  })

  it('resumes from the last epoch when the rate was raised during the run', async () => {
    const { runner, end } = openRunner()
    await runner.prepare(smallDataset, { ...wild, std: 0.01, lr: 0.2 })
    for (let i = 0; i < 40; i++) await runner.step()
    runner.setLearningRate(1e9)
    const kept = runner.current?.session.lastStableCheckpoint()
    expect(kept?.point.iteration).toBeGreaterThan(10)
    runner.resume()
    await end
    expect(runner.status().reason).toBe('diverged')
    await runner.continueFromStable()
    expect(runner.status()).toMatchObject({ run: 2, learningRate: 0.5 })
    const remedy = runner.current?.session.history.marks.find(({ kind }) => kind === 'remedy')
    expect(remedy?.iteration).toBe(kept?.point.iteration)
    await runner.stop()
  })

  it('is refused after a run that ended well', async () => {
    const { runner, end } = openRunner()
    await runner.prepare(smallDataset, run)
    runner.resume()
    await end
    await expect(runner.continueFromStable()).rejects.toMatchObject({ code: 'TRAINING_WRONG_STATE' })
  })
})
