import { describe, expect, it } from 'vitest'
import type { ImageSet } from '../../../../src/shared/data/dataset'
import { Float64Engine } from '../../../../src/shared/engine/float64/float64Engine'
import { Optimizer } from '../../../../src/shared/nn/optimizers'
import { relativeError } from '../../../../src/shared/nn/gradientCheck'
import { initialWeights } from '../../../../src/shared/nn/initialWeights'
import { softmax } from '../../../../src/shared/nn/softmax'
import { tensor } from '../../../../src/shared/nn/tensor'
import type { Tensor } from '../../../../src/shared/nn/tensor'
import { TwoLayerNet } from '../../../../src/shared/nn/twoLayerNet'
import { RandomState } from '../../../../src/shared/random/randomState'
import { PARAMETER_NAMES, copyWeights } from '../../../../src/shared/nn/copyWeights'
import type { Weights } from '../../../../src/shared/nn/weights'
import { OPTIMIZER_KINDS } from '../../../../src/shared/nn/optimizers'
import type { OptimizerKind } from '../../../../src/shared/nn/optimizers'

const OPTIMIZERS = OPTIMIZER_KINDS

/** Images of a size that is no square, four of five pixels 0, the last image all ink. */
function randomImages(count: number, rows: number, cols: number, classes = 10): ImageSet {
  const random = new RandomState(count)
  const images = Uint8Array.from({ length: count * rows * cols }, () =>
    random.nextDouble() < 0.8 ? 0 : random.nextUint32() & 255,
  )
  images.fill(255, (count - 1) * rows * cols)
  const labels = Uint8Array.from({ length: count }, () => random.nextUint32() % classes)
  return { images, labels, count, rows, cols }
}

function randomWeights(inputs: number, hidden: number, classes = 10, seed = 3): Weights {
  return initialWeights({ inputs, hidden, classes, weightInit: 'he', std: 0 }, new RandomState(seed))
}

function loaded(set: ImageSet, weights: Weights, optimizer: OptimizerKind, maxBatch = 20): Float64Engine {
  const engine = new Float64Engine()
  engine.load('train', set)
  engine.load('test', set)
  engine.initialise(weights, optimizer, maxBatch)
  return engine
}

/** The images as the bricks take them. */
function inputsOf(set: ImageSet, batch: ArrayLike<number>, shifts: ArrayLike<number> | null = null): Tensor {
  const { rows, cols } = set
  const x = new Float64Array(batch.length * rows * cols)
  for (let n = 0; n < batch.length; n++) {
    const [dx, dy] = [shifts?.[2 * n] ?? 0, shifts?.[2 * n + 1] ?? 0]
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < cols; c++) {
        const [fromR, fromC] = [r - dy, c - dx]
        if (fromR < 0 || fromR >= rows || fromC < 0 || fromC >= cols) continue
        const pixel = set.images[((batch[n] ?? 0) * rows + fromR) * cols + fromC] ?? 0
        x[(n * rows + r) * cols + c] = Math.fround(pixel / 255)
      }
    }
  }
  return tensor([batch.length, rows, cols], x)
}

function farthest(a: Weights, b: Weights): number {
  return Math.max(...PARAMETER_NAMES.map((name) => relativeError(a[name], b[name])))
}

const set = randomImages(40, 9, 7)
const indices = (...values: number[]): Uint32Array => Uint32Array.from(values)

describe('Float64Engine', () => {
  it.each(OPTIMIZERS)('steps as the bricks with %s do, over batches of changing size', (kind) => {
    const weights = randomWeights(63, 11)
    const engine = loaded(set, weights, kind)
    const net = new TwoLayerNet(copyWeights(weights))
    const optimizer = new Optimizer(kind, weights)
    const random = new RandomState(8)
    for (const size of [20, 1, 7, 20, 3]) {
      const batch = new Uint32Array(size)
      random.choice(set.count, batch)
      const x = inputsOf(set, batch)
      const t = Uint8Array.from(batch, (index) => set.labels[index] ?? 0)
      optimizer.update(net.weights, net.gradient(x, t), 0.05)
      expect(engine.step(batch, 0.05, null, null)).toBeCloseTo(net.loss(x, t), 11)
    }
    expect(farthest(engine.weights(), net.weights)).toBeLessThan(1e-12)
  })

  it('moves images by dx to the right and dy down, with paper coming in', () => {
    const weights = randomWeights(63, 5)
    const engine = loaded(set, weights, 'sgd')
    const net = new TwoLayerNet(copyWeights(weights))
    const batch = indices(0, 1, 2, 3, 39, 39)
    const shifts = Int8Array.of(0, 0, 2, 0, 0, 2, -2, 1, -1, -2, 2, 2)
    const x = inputsOf(set, batch, shifts)
    const t = Uint8Array.from(batch, (index) => set.labels[index] ?? 0)
    new Optimizer('sgd', weights).update(net.weights, net.gradient(x, t), 0.5)
    expect(engine.step(batch, 0.5, null, shifts)).toBeCloseTo(net.loss(x, t), 12)
    expect(farthest(engine.weights(), net.weights)).toBeLessThan(1e-12)
  })

  it('takes shifts of zero for no shifts', () => {
    const weights = randomWeights(63, 5)
    const batch = indices(3, 5, 8)
    const plain = loaded(set, weights, 'sgd').step(batch, 0.1, null, null)
    expect(loaded(set, weights, 'sgd').step(batch, 0.1, null, new Int8Array(6))).toBe(plain)
  })

  it.each(OPTIMIZERS)('continues from a state with %s bit for bit, across structured clone', (kind) => {
    const engine = loaded(set, randomWeights(63, 6), kind)
    engine.step(indices(1, 2, 3), 0.1, null, null)
    engine.step(indices(4, 5), 0.1, null, null)
    const state = structuredClone(engine.state())
    const other = loaded(set, randomWeights(63, 6, 10, 99), kind)
    other.setState(state)
    for (let i = 0; i < 3; i++) {
      expect(other.step(indices(7, i), 0.1, null, null)).toBe(engine.step(indices(7, i), 0.1, null, null))
    }
    expect(other.state()).toEqual(engine.state())
  })

  it('keeps states and weights that were handed out untouched by later steps, and those handed in', () => {
    const given = randomWeights(63, 6)
    const engine = loaded(set, given, 'adam')
    engine.step(indices(1), 0.1, null, null)
    const state = engine.state()
    const kept = structuredClone(state)
    engine.step(indices(2), 0.1, null, null)
    expect(state).toEqual(kept)
    expect(given).toEqual(randomWeights(63, 6))
    expect(engine.weights()).not.toEqual(kept.weights)
  })

  it('resets the optimizer with initialise but not with setWeights', () => {
    const weights = randomWeights(63, 6)
    const engine = loaded(set, weights, 'momentum')
    const first = engine.step(indices(1, 2), 0.1, null, null)
    engine.setWeights(weights)
    expect(engine.step(indices(1, 2), 0.1, null, null)).not.toBe(first)
    engine.initialise(weights, 'momentum', 20)
    expect(engine.step(indices(1, 2), 0.1, null, null)).toBe(first)
  })

  it('counts correct images the same in slices and at once, and as the bricks do', () => {
    const many = randomImages(530, 9, 7)
    const weights = randomWeights(63, 8)
    const engine = loaded(many, weights, 'sgd')
    const whole = engine.countCorrect('test', 0, 530)
    const slices = [0, 1, 130, 131, 400].map((start, i, starts) =>
      engine.countCorrect('test', start, (starts[i + 1] ?? 530) - start),
    )
    expect(slices.reduce((a, b) => a + b)).toBe(whole)
    const all = Array.from({ length: 530 }, (_, i) => i)
    const accuracy = new TwoLayerNet(weights).accuracy(inputsOf(many, all), many.labels)
    expect(whole / 530).toBeCloseTo(accuracy, 12)
    expect(engine.countCorrect('test', 10, 0)).toBe(0)
  })

  it('predicts the probabilities of the bricks, for more images than a block', () => {
    const many = randomImages(250, 9, 7, 4)
    const weights = randomWeights(63, 8, 4)
    const engine = loaded(many, weights, 'sgd')
    const out = new Float64Array(250 * 4)
    engine.predict(many.images, 250, out)
    const scores = new TwoLayerNet(weights).predict(
      inputsOf(
        many,
        Array.from({ length: 250 }, (_, i) => i),
      ),
    )
    const expected = new Float64Array(250 * 4)
    softmax(scores.data, 250, 4, expected)
    expect(relativeError(out, expected)).toBeLessThan(1e-13)
  })

  it('reports a loss that is not finite when training diverges', () => {
    const engine = loaded(set, randomWeights(63, 6), 'sgd')
    const batch = indices(1, 2, 3, 4)
    const losses = Array.from({ length: 30 }, () => engine.step(batch, 1e200, null, null))
    expect(losses.some((loss) => !Number.isFinite(loss))).toBe(true)
  })

  it('gives every class the same probability for empty paper while the biases are zero', () => {
    const blank: ImageSet = { ...set, images: new Uint8Array(set.images.length) }
    const engine = loaded(blank, randomWeights(63, 6), 'sgd')
    const out = new Float64Array(10)
    engine.predict(blank.images, 1, out)
    for (const probability of out) expect(probability).toBeCloseTo(0.1, 15)
  })
})
