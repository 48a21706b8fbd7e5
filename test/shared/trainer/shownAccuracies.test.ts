import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/result'
import type { Dataset } from '../../../src/shared/data/dataset'
import { drawSampleDataset } from '../../../src/shared/data/sampleDigits/sampleDigits'
import { Float64Classifier } from '../../../src/shared/engine/float64/float64Classifier'
import { countCorrect } from '../../../src/shared/engine/classifier'
import { decodeNpz } from '../../../src/shared/formats/npz'
import { decodeCurves } from '../../../src/shared/runs/curves'
import { accuraciesOf, INITIAL_TRAINING, reduceTraining } from '../../../src/renderer/state/trainingStore'
import type { TrainingState } from '../../../src/renderer/state/trainingStore'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { smallDataset, smallRun } from '../training/support'
import { openTrainer, sendDataset } from './support'
import type { Trainer } from './support'

const SETS: readonly Dataset[] = [smallDataset, drawSampleDataset(8, { train: 90, test: 40 })]

const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('start' as const), seed: fc.nat(99), ends: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom(...(['step', 'pause', 'resume', 'stop', 'wait'] as const)) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lr' as const), rate: fc.constantFrom(0.05, 0.3, 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('data' as const), set: fc.constantFrom(0, 1) }) },
)
type Command = typeof command extends fc.Arbitrary<infer Each> ? Each : never

/** What the page knows of a trainer: its events through the page's own store. */
function openPage(trainer: Trainer) {
  let state: TrainingState = INITIAL_TRAINING
  trainer.client.on('training.status', (status) => (state = reduceTraining(state, { type: 'status', status })))
  trainer.client.on('training.progress', (progress) => {
    state = reduceTraining(state, { type: 'progress', progress, smoothedLoss: null })
  })
  return { state: () => state }
}

const settingsOf = (seed: number, ends: boolean, engine: Hyperparameters['engine']): Hyperparameters => ({
  ...smallRun,
  engine,
  seed,
  iterations: ends ? 33 : 1_000_000,
})

const share = (weights: Uint8Array, set: Dataset['train']): number =>
  countCorrect(new Float64Classifier(decodeNpz(weights, 'weights.npz')), set, 0, set.count) / set.count

/** Every accuracy that is shown as that of the weights in use is theirs. */
async function expectTrue(trainer: Trainer, state: TrainingState, trainedOn: Dataset): Promise<boolean> {
  const shown = accuraciesOf(state)
  if (!shown?.isCurrent) return false
  const { bytes, iteration } = unwrap(await trainer.client.request('weights.encode', { format: 'npz' }))
  expect(iteration).toBe(shown.iteration)
  expect(shown.trainAccuracy).toBeCloseTo(share(bytes, trainedOn.train), 12)
  expect(shown.testAccuracy).toBeCloseTo(share(bytes, trainedOn.test), 12)
  const snapshot = unwrap(await trainer.client.request('run.snapshot', null))
  if (snapshot === null) throw new Error('no run')
  const { metrics, blobs } = snapshot
  expect(metrics).toMatchObject({ testAccuracy: shown.testAccuracy, trainAccuracy: shown.trainAccuracy })
  expect(metrics.measuredAfter).toBe(metrics.iteration)
  if (snapshot.end !== null) {
    const { epochs } = decodeCurves(blobs.curves)
    expect(epochs.at(-1)).toMatchObject({ iteration: metrics.iteration - 1, testAccuracy: shown.testAccuracy })
    expect(metrics.best?.testAccuracy).toBe(Math.max(...epochs.map(({ testAccuracy }) => testAccuracy)))
  }
  return true
}

async function carryOut(
  trainer: Trainer,
  page: ReturnType<typeof openPage>,
  commands: readonly Command[],
  engine: Hyperparameters['engine'],
): Promise<number> {
  const { client } = trainer
  await sendDataset(trainer, SETS[0])
  let [loaded, trainedOn] = [smallDataset, smallDataset]
  let checked = 0
  for (const each of commands) {
    const { phase = 'idle' } = page.state().status ?? {}
    switch (each.do) {
      case 'start':
        if (phase === 'running') await client.request('training.stop', null)
        trainedOn = loaded
        unwrap(await client.request('training.start', { hyperparameters: settingsOf(each.seed, each.ends, engine) }))
        break
      case 'step':
        if (phase === 'idle') trainedOn = loaded
        await client.request('training.step', { hyperparameters: settingsOf(5, true, engine) })
        break
      case 'lr':
        await client.request('training.learningRate', { value: each.rate })
        break
      case 'data':
        loaded = SETS[each.set] ?? smallDataset
        await sendDataset(trainer, loaded)
        break
      case 'wait':
        for (let turn = 0; turn < 2; turn++) await setImmediate()
        break
      default:
        await client.request(`training.${each.do}`, null)
    }
    // Whatever came of it: once the run rests, its weights are measured and shown as measured.
    if (page.state().status?.phase === 'running') await client.request('training.pause', null)
    const { iteration = 0 } = page.state().status ?? {}
    if (iteration > 0) {
      await expect.poll(() => accuraciesOf(page.state())?.isCurrent, { interval: 1 }).toBe(true)
      if (await expectTrue(trainer, page.state(), trainedOn)) checked++
    }
    if (page.state().status?.phase === 'paused') unwrap(await client.request('training.resume', null))
  }
  if (page.state().status?.phase === 'running') await client.request('training.stop', null)
  return checked
}

describe('accuracies on the screen', () => {
  it('are those of the exported weights, on the data they were trained on, whatever was done before', async () => {
    // On a clock that runs fast the slices are short.
    const trainer = openTrainer(() => 10 * performance.now())
    const page = openPage(trainer)
    let checked = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 3, maxLength: 8 }),
        fc.constantFrom('simd' as const, 'float64' as const),
        async (commands, engine) => {
          checked += await carryOut(
            trainer,
            page,
            [{ do: 'start', seed: 1, ends: false }, { do: 'wait' }, ...commands],
            engine,
          )
        },
      ),
      { numRuns: 50 },
    )
    expect(checked).toBeGreaterThan(100)
  }, 60_000)
})
