import { copyWeights } from '../../nn/copyWeights'
import { softmax } from '../../nn/softmax'
import { tensor } from '../../nn/tensor'
import { TwoLayerNet } from '../../nn/twoLayerNet'
import type { Weights } from '../../nn/weights'
import type { Classifier } from '../classifier'

/** Images classified together: bounds the float64 copy of their pixels. */
const BLOCK = 100

/** A pixel as the network sees it: the book's loader divides by 255 in float32, `x.astype(np.float32) / 255.0`. */
const BRIGHTNESS = Float64Array.from({ length: 256 }, (_, pixel) => Math.fround(pixel / 255))

/** The book's TwoLayerNet with softmax at its end. */
export class Float64Classifier implements Classifier {
  readonly #net: TwoLayerNet

  /** @param weights - copied */
  constructor(weights: Weights) {
    this.#net = new TwoLayerNet(copyWeights(weights))
  }

  get sizes(): Weights {
    return this.#net.weights
  }

  predict(images: Uint8Array, count: number, out: Float64Array): void {
    const { inputs, classes } = this.sizes
    for (let first = 0; first < count; first += BLOCK) {
      const rows = Math.min(BLOCK, count - first)
      const pixels = images.subarray(first * inputs, (first + rows) * inputs)
      const x = Float64Array.from(pixels, (pixel) => BRIGHTNESS[pixel]!)
      const scores = this.#net.predict(tensor([rows, inputs], x)).data
      softmax(scores, rows, classes, out.subarray(first * classes))
    }
  }

  weights(): Weights {
    return copyWeights(this.#net.weights)
  }
}
