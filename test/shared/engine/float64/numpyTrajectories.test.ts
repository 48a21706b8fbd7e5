import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ImageSet } from '../../../../src/shared/data/dataset'
import { Float64Engine } from '../../../../src/shared/engine/float64/float64Engine'
import { initialWeights } from '../../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../../src/shared/random/randomState'
import { PARAMETER_NAMES } from '../../../../src/shared/nn/copyWeights'
import type { ParameterName } from '../../../../src/shared/nn/copyWeights'
import type { Weights } from '../../../../src/shared/nn/weights'
import { pythonWithNumpy, runPython } from '../../../numpy/python'
import type { OptimizerKind } from '../../../../src/shared/nn/optimizers'
import type { WeightInit } from '../../../../src/shared/nn/initialWeights'

interface Run {
  readonly seed: number
  readonly hidden: number
  readonly batch: number
  readonly lr: number
  readonly std: number
  readonly iterations: number
  readonly optimizer: OptimizerKind
  readonly weightInit: WeightInit
  readonly shift: boolean
  readonly trainCount: number
}

interface Trajectory {
  readonly first: Readonly<Record<ParameterName, number[]>>
  readonly losses: readonly number[]
  readonly shifts: readonly (readonly number[])[]
  readonly weights: Readonly<Record<ParameterName, number[]>>
  readonly correct: number
  readonly probabilities: readonly number[]
}

const book: Run = {
  seed: 0,
  hidden: 50,
  batch: 100,
  lr: 0.1,
  std: 0.01,
  iterations: 120,
  optimizer: 'sgd',
  weightInit: 'std',
  shift: false,
  trainCount: 400,
}

const runs: readonly Run[] = [
  book,
  { ...book, seed: 1, hidden: 7, batch: 1, lr: 0.05, iterations: 400 },
  { ...book, seed: 4_294_967_295, hidden: 33, batch: 64, lr: 0.5, std: 0.1 },
  { ...book, seed: 12_345, hidden: 1, batch: 13, trainCount: 257 },
  { ...book, seed: 9, hidden: 128, batch: 401, lr: 0.2, iterations: 20 },
  { ...book, seed: 77, batch: 5, trainCount: 1 },
  { ...book, seed: 42, weightInit: 'xavier', optimizer: 'momentum', lr: 0.01 },
  { ...book, seed: 43, weightInit: 'he', optimizer: 'adagrad', lr: 0.01 },
  { ...book, seed: 44, weightInit: 'he', optimizer: 'adam', lr: 0.001 },
  { ...book, seed: 45, hidden: 12, batch: 10, weightInit: 'xavier', shift: true, iterations: 40 },
]

function numpyTrajectories(): { set: ImageSet; trajectories: Trajectory[] } {
  const folder = mkdtempSync(join(tmpdir(), 'digit-studio-'))
  try {
    const script = fileURLToPath(new URL('../../../numpy/trajectories.py', import.meta.url))
    const trajectories: Trajectory[] = JSON.parse(runPython([script, folder, JSON.stringify(runs)]))
    const images = new Uint8Array(readFileSync(join(folder, 'images.u8')))
    const labels = new Uint8Array(readFileSync(join(folder, 'labels.u8')))
    return { set: { images, labels, count: labels.length, rows: 28, cols: 28 }, trajectories }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const titleOf = ({ seed, hidden, batch, lr, optimizer, weightInit, shift }: Run): string =>
  `seed=${seed} H=${hidden} B=${batch} lr=${lr} ${optimizer} ${weightInit}${shift ? ' shifted' : ''}`

const farthest = (a: ArrayLike<number>, b: readonly number[]): number =>
  b.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (a[i] ?? NaN))), a.length === b.length ? 0 : Infinity)

const distances = (weights: Weights, expected: Trajectory['weights']): number =>
  Math.max(...PARAMETER_NAMES.map((name) => farthest(weights[name], expected[name])))

describe.skipIf(pythonWithNumpy === null)('Float64Engine and NumPy', () => {
  let set: ImageSet
  let trajectories: readonly Trajectory[]
  beforeAll(() => {
    ;({ set, trajectories } = numpyTrajectories())
  }, 120_000)

  it.each(runs.map((run, i) => [titleOf(run), run, i] as const))('give the same numbers for %s', (_, run, i) => {
    const expected = trajectories[i]
    if (expected === undefined) throw new Error('no trajectory')
    const random = new RandomState(run.seed)
    const weights = initialWeights({ inputs: 784, classes: 10, ...run }, random)
    expect(distances(weights, expected.first)).toBeLessThan(1e-14)

    const engine = new Float64Engine()
    engine.load('train', set)
    engine.initialise(weights, run.optimizer, run.batch)
    const batch = new Uint32Array(run.batch)
    const losses = Array.from({ length: run.iterations }, (_, iteration) => {
      random.choice(run.trainCount, batch)
      const shifts = run.shift ? Int8Array.from(expected.shifts[iteration] ?? []) : null
      return engine.step(batch, run.lr, null, shifts)
    })

    expect(farthest(losses, [...expected.losses])).toBeLessThan(1e-9)
    expect(distances(engine.weights(), expected.weights)).toBeLessThan(1e-9)
    expect(engine.countCorrect('train', 0, run.trainCount)).toBe(expected.correct)
    const shown = Math.min(3, run.trainCount)
    const probabilities = new Float64Array(shown * 10)
    engine.predict(set.images, shown, probabilities)
    expect(farthest(probabilities, [...expected.probabilities])).toBeLessThan(1e-9)
  })
})
