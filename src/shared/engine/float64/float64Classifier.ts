import { copyWeights } from '../../nn/copyWeights'
import { softmax } from '../../nn/softmax'
import { TwoLayerNet } from '../../nn/twoLayerNet'
import type { Weights } from '../../nn/weights'
import type { Classifier } from '../classifier'
import { ImageBatch } from './imageBatch'

/** Images classified together: bounds the float64 copy of their pixels. */
const BLOCK = 100

/** The book's TwoLayerNet with softmax at its end. */
export class Float64Classifier implements Classifier {
  readonly #net: TwoLayerNet
  readonly #block: ImageBatch

  /** @param weights - shared with the caller: changing them changes the network */
  constructor(weights: Weights) {
    this.#net = new TwoLayerNet(weights)
    this.#block = new ImageBatch(BLOCK, weights.inputs)
  }

  get sizes(): Weights {
    return this.#net.weights
  }

  predict(images: Uint8Array, count: number, out: Float64Array): void {
    const { classes } = this.sizes
    this.score(images, 0, count, (scores, first, rows) => {
      softmax(scores, rows, classes, out.subarray(first * classes))
    })
  }

  /**
   * Scores before softmax.
   * @param images - u8; those of [start, start + count) are read, not modified
   * @param take - receives (rows, classes) scores of the images from `first` on, block by block
   */
  score(
    images: Uint8Array,
    start: number,
    count: number,
    take: (scores: Float64Array, first: number, rows: number) => void,
  ): void {
    const { inputs } = this.sizes
    for (let first = start; first < start + count; first += BLOCK) {
      const rows = Math.min(BLOCK, start + count - first)
      for (let n = 0; n < rows; n++) this.#block.set(n, images, (first + n) * inputs)
      take(this.#net.predict(this.#block.rows(rows)).data, first, rows)
    }
  }

  weights(): Weights {
    return copyWeights(this.#net.weights)
  }
}
