import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RandomState } from '../../../../src/shared/random/randomState'
import { drawBatch, drawImages, drawWeights } from './support'
import type { Problem } from './support'

const problem: Problem = { rows: 12, cols: 10, hidden: 21, classes: 5, batch: 9, count: 40, density: 0.3, seed: 6 }

/** The engine's modules, imported again so that they inspect their runtime again. */
const freshModules = async () => ({
  ...(await import('../../../../src/shared/engine/createEngine')),
  ...(await import('../../../../src/shared/engine/simd/kernels')),
  ...(await import('../../../../src/shared/engine/simd/simdEngine')),
  ...(await import('../../../../src/shared/engine/simd/snapshotCounter')),
})

/** Trains a little, measures with a snapshot counter that received its dataset in a message. */
async function run() {
  const { createEngine, kernelModule, CAN_SHARE, SimdEngine, SnapshotCounter } = await freshModules()
  const engine = await createEngine('simd')
  const module = kernelModule()
  if (!(engine instanceof SimdEngine) || module === null) throw new Error('no simd here')
  const images = drawImages(problem)
  engine.load('train', images)
  expect(engine.share()).toBeNull()
  engine.load('test', { ...images, count: 25 })
  engine.initialise(drawWeights(problem), 'sgd', problem.batch)
  const shared = engine.share()
  if (shared === null) throw new Error('nothing to share')
  const counter = new SnapshotCounter(module, shared)
  const counts = []
  const losses = []
  for (let i = 0; i < 5; i++) {
    losses.push(engine.step(drawBatch(problem, new RandomState(i)), 0.1, null, null))
    const weights = engine.weights()
    // The engine moves on before the snapshot is read.
    engine.step(drawBatch(problem, new RandomState(i)), 0.1, null, null)
    const elsewhere = counter.countCorrect(weights)
    const here = engine.snapshotCounter()?.countCorrect(weights)
    const moved = engine.weights()
    engine.setWeights(weights)
    const own = { train: engine.countCorrect('train', 0, 40), test: engine.countCorrect('test', 0, 25) }
    engine.setWeights(moved)
    expect(elsewhere).toEqual(own)
    expect(here).toEqual(own)
    counts.push(own)
  }
  return { CAN_SHARE, losses, counts, weights: engine.weights() }
}

describe('the engine and its snapshot counter', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.unstubAllGlobals())

  it('give the same numbers with and without shared memory', async () => {
    const shared = await run()
    vi.resetModules()
    vi.stubGlobal('SharedArrayBuffer', undefined)
    const alone = await run()
    expect([shared.CAN_SHARE, alone.CAN_SHARE]).toEqual([true, false])
    expect(alone).toEqual({ ...shared, CAN_SHARE: false })
  })

  it('read snapshots of networks of other sizes one after another', async () => {
    const { createEngine, kernelModule, SimdEngine, SnapshotCounter } = await freshModules()
    const engine = await createEngine('simd')
    const module = kernelModule()
    if (!(engine instanceof SimdEngine) || module === null) throw new Error('no simd here')
    const images = drawImages(problem)
    engine.load('train', images)
    engine.load('test', images)
    const shared = engine.share()
    if (shared === null) throw new Error('nothing to share')
    const counter = new SnapshotCounter(module, shared)
    for (const hidden of [5, 2000, 33]) {
      const weights = drawWeights({ ...problem, hidden })
      engine.initialise(weights, 'sgd', 1)
      const count = engine.countCorrect('test', 0, images.count)
      expect(counter.countCorrect(weights)).toEqual({ train: count, test: count })
    }
  })

  it('work with less memory where a host refuses 4 GB', async () => {
    const { Memory } = WebAssembly
    vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor: WebAssembly.MemoryDescriptor) {
      if ((descriptor.maximum ?? 0) > 16384) throw new RangeError('could not allocate memory')
      return new Memory(descriptor)
    })
    expect((await run()).counts).toHaveLength(5)
    vi.restoreAllMocks()
  })
})

describe('createEngine', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.restoreAllMocks())

  it('falls back to float64 where WebAssembly does not know SIMD', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false)
    const { createEngine } = await freshModules()
    expect((await createEngine('simd')).kind).toBe('float64')
  })

  it('falls back to float64 where a content security policy forbids compiling', async () => {
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function () {
      throw new WebAssembly.CompileError('Wasm code generation disallowed by embedder')
    })
    const { createEngine } = await freshModules()
    expect((await createEngine('simd')).kind).toBe('float64')
  })

  it('falls back to float64 where there is no WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    const { createEngine } = await freshModules()
    expect((await createEngine('simd')).kind).toBe('float64')
    vi.unstubAllGlobals()
  })
})
