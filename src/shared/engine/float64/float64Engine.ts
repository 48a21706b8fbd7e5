import type { ImageSet } from '../../data/dataset'
import { argmax } from '../../nn/matrix'
import { assignWeights, copyWeights } from '../../nn/copyWeights'
import type { Weights } from '../../nn/weights'
import type { Engine, EngineState, SplitLoader } from '../engine'
import { Optimizer } from '../../nn/optimizers'
import { TwoLayerNet } from '../../nn/twoLayerNet'
import type { Tensor } from '../../nn/tensor'
import { Float64Classifier } from './float64Classifier'
import { ImageBatch } from './imageBatch'
import type { OptimizerKind } from '../../nn/optimizers'
import type { Split, SplitSize } from '../../data/split'

/** A network with what training and classifying need. */
interface Network {
  readonly net: TwoLayerNet
  readonly optimizer: Optimizer
  /** Input of an iteration. */
  readonly batch: ImageBatch
  readonly classifier: Float64Classifier
}

/**
 * The reference: the book's TwoLayerNet (nn/) and an optimizer over batches, in float64. With the same weights and batches
 * its losses equal NumPy's up to rounding, because sums are added in another order. Datasets stay u8; batches are converted
 * when they are used.
 */
export class Float64Engine implements Engine {
  readonly kind = 'float64'
  #splits: { [S in Split]?: ImageSet } = {}
  #network: Network | null = null

  get sizes(): Weights {
    return this.#running.net.weights
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
      net: new TwoLayerNet(own),
      optimizer: new Optimizer(optimizer, own),
      batch: new ImageBatch(maxBatch, own.inputs),
      classifier: new Float64Classifier(own),
    }
  }

  step(batch: Uint32Array, learningRate: number, _nextBatch: Uint32Array | null, shifts: Int8Array | null): number {
    const { net, optimizer } = this.#running
    const { x, t } = this.#gather(batch, shifts)
    optimizer.update(net.weights, net.gradient(x, t), learningRate)
    return net.loss(x, t)
  }

  countCorrect(split: Split, start: number, count: number): number {
    const { images, labels } = this.#set(split)
    const { classifier } = this.#running
    const { classes } = classifier.sizes
    let correct = 0
    classifier.score(images, start, count, (scores, first, rows) => {
      for (let n = 0; n < rows; n++) if (argmax(scores, n * classes, classes) === labels[first + n]) correct++
    })
    return correct
  }

  predict(images: Uint8Array, count: number, out: Float64Array): void {
    this.#running.classifier.predict(images, count, out)
  }

  weights(): Weights {
    return copyWeights(this.#running.net.weights)
  }

  setWeights(weights: Weights): void {
    assignWeights(weights, this.#running.net.weights)
  }

  state(): EngineState {
    return { weights: this.weights(), optimizer: this.#running.optimizer.state() }
  }

  setState(state: EngineState): void {
    this.setWeights(state.weights)
    this.#running.optimizer.setState(state.optimizer)
  }

  dispose(): void {
    this.#splits = {}
    this.#network = null
  }

  /** The images and labels of a batch of the train split. */
  #gather(indices: Uint32Array, shifts: Int8Array | null): { readonly x: Tensor; readonly t: Uint8Array } {
    const { images, labels, rows, cols } = this.#set('train')
    const { batch } = this.#running
    for (let n = 0; n < indices.length; n++) {
      const offset = indices[n]! * rows * cols
      if (shifts === null) batch.set(n, images, offset)
      else batch.setShifted(n, images, offset, cols, shifts[2 * n]!, shifts[2 * n + 1]!)
    }
    return { x: batch.rows(indices.length), t: Uint8Array.from(indices, (index) => labels[index]!) }
  }

  get #running(): Network {
    if (this.#network === null) throw new Error('initialise comes first')
    return this.#network
  }

  #set(split: Split): ImageSet {
    const set = this.#splits[split]
    if (set === undefined) throw new Error(`load the ${split} split first`)
    return set
  }
}
