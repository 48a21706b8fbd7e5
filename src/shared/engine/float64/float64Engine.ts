import type { ImageSet } from '../../data/dataset'
import { argmax } from '../../nn/matrix'
import { softmax } from '../../nn/softmax'
import { assignWeights, copyWeights } from '../../nn/copyWeights'
import type { Weights } from '../../nn/weights'
import type { Engine, EngineState, SplitLoader } from '../engine'
import { Optimizer } from '../../nn/optimizers'
import { ForwardPass } from './forwardPass'
import { TrainingStep } from './trainingStep'
import type { OptimizerKind } from '../../nn/optimizers'
import type { Split, SplitSize } from '../../data/split'

/** Images read at once by countCorrect and predict. */
const READ_BLOCK = 100

/** A network with everything that training and reading need. */
interface Network {
  readonly weights: Weights
  readonly optimizer: Optimizer
  readonly step: TrainingStep
  readonly reader: ForwardPass
}

/**
 * The readable reference: the book's program in float64. With the same weights and batches its losses are NumPy's up to
 * the rounding of sums in another order. The datasets stay where they are; their images are unpacked batch by batch.
 */
export class Float64Engine implements Engine {
  readonly kind = 'float64'
  #splits: { [S in Split]?: ImageSet } = {}
  #network: Network | null = null

  get sizes(): Weights {
    return this.#net.weights
  }

  load(split: Split, set: ImageSet): void {
    this.#splits[split] = set
  }

  createSplitLoader(split: Split, { count, rows, cols }: SplitSize): SplitLoader {
    const set = { images: new Uint8Array(count * rows * cols), labels: new Uint8Array(count), count, rows, cols }
    const filled = { images: 0, labels: 0 }
    const take = (part: 'images' | 'labels', bytes: Uint8Array): void => {
      set[part].set(bytes, filled[part])
      filled[part] += bytes.length
      if (filled.labels === count) this.#splits[split] = set
    }
    return { images: (images) => take('images', images), labels: (labels) => take('labels', labels) }
  }

  initialise(weights: Weights, optimizer: OptimizerKind, maxBatch: number): void {
    const own = copyWeights(weights)
    this.#network = {
      weights: own,
      optimizer: new Optimizer(optimizer, own),
      step: new TrainingStep(own, maxBatch),
      reader: new ForwardPass(own, READ_BLOCK),
    }
  }

  step(batch: Uint32Array, learningRate: number, _nextBatch: Uint32Array | null, shifts: Int8Array | null): number {
    const { step, optimizer } = this.#net
    return step.run(this.#set('train'), batch, shifts, optimizer, learningRate)
  }

  countCorrect(split: Split, start: number, count: number): number {
    const { images, labels } = this.#set(split)
    let correct = 0
    this.#read(images, start, count, (scores, offset, classes, image) => {
      if (argmax(scores, offset, classes) === labels[image]) correct++
    })
    return correct
  }

  predict(images: Uint8Array, count: number, out: Float64Array): void {
    this.#read(images, 0, count, (scores, offset, classes, image) => {
      for (let j = 0; j < classes; j++) out[image * classes + j] = scores[offset + j]!
    })
    softmax(out, count, this.#net.weights.classes, out)
  }

  weights(): Weights {
    return copyWeights(this.#net.weights)
  }

  setWeights(weights: Weights): void {
    assignWeights(weights, this.#net.weights)
  }

  state(): EngineState {
    return { weights: this.weights(), optimizer: this.#net.optimizer.state() }
  }

  setState(state: EngineState): void {
    this.setWeights(state.weights)
    this.#net.optimizer.setState(state.optimizer)
  }

  dispose(): void {
    this.#splits = {}
    this.#network = null
  }

  /** Runs images through the network and hands each one's scores to `take`. */
  #read(
    images: Uint8Array,
    start: number,
    count: number,
    take: (scores: Float64Array, offset: number, classes: number, image: number) => void,
  ): void {
    const { reader, weights } = this.#net
    const { inputs, classes } = weights
    for (let first = start; first < start + count; first += READ_BLOCK) {
      const last = Math.min(first + READ_BLOCK, start + count)
      reader.x.clear()
      for (let i = first; i < last; i++) reader.x.add(images, i * inputs, inputs)
      reader.run()
      for (let i = first; i < last; i++) take(reader.a2, (i - first) * classes, classes, i)
    }
  }

  get #net(): Network {
    if (this.#network === null) throw new Error('initialise comes first')
    return this.#network
  }

  #set(split: Split): ImageSet {
    const set = this.#splits[split]
    if (set === undefined) throw new Error(`load the ${split} split first`)
    return set
  }
}
