import type { FirstLayerImages } from '../contract/replies'
import { detachBuffer } from '../core/detachBuffer'
import { StudioError } from '../core/errors'
import { classify } from '../engine/classifier'
import type { Classifier } from '../engine/classifier'
import { Float64Classifier } from '../engine/float64/float64Classifier'
import { copyWeights } from '../nn/copyWeights'
import type { Weights } from '../nn/weights'
import type { NetworkInfo, Prediction } from '../training/runTypes'

/** Weights that can classify drawings, with information about them; the same for both slots. */
export class LoadedModel<Info extends NetworkInfo = NetworkInfo> {
  readonly classifier: Classifier
  readonly info: Info
  /** Iterations that trained the weights; -1 for weights from a file or a stored run. */
  readonly iteration: number
  /** The run whose weights these are at the moment; null for weights of their own. */
  readonly version: object | null

  /** @param classifier - of the sizes in `info`; may be the engine of a run, whose weights keep changing */
  constructor(classifier: Classifier, info: Info, iteration: number, version: object | null = null) {
    this.classifier = classifier
    this.info = info
    this.iteration = iteration
    this.version = version
  }

  /** A model with its own copy of `weights`. @param about - everything but the sizes */
  static from<About extends Omit<NetworkInfo, 'inputs' | 'hidden' | 'classes'>>(
    weights: Weights,
    about: About,
    iteration: number,
  ) {
    const { inputs, hidden, classes } = weights
    return new LoadedModel(
      new Float64Classifier(copyWeights(weights)),
      { inputs, hidden, classes, ...about },
      iteration,
    )
  }

  /**
   * @param image - (inputs,) u8; not modified
   * @throws BAD_REQUEST when the image has another size
   */
  predict(image: Uint8Array): Omit<Prediction, 'temperature'> {
    const { inputs, classes } = this.info
    if (!(image instanceof Uint8Array) || image.length !== inputs) {
      throw new StudioError('BAD_REQUEST', {
        channel: 'network.predict',
        reason: `image of ${inputs} bytes expected`,
      })
    }
    const probabilities = new Float64Array(classes)
    this.classifier.predict(image, 1, probabilities)
    return { probabilities, iteration: this.iteration }
  }

  /**
   * @param images - (n, inputs) u8; an incomplete image at the end is ignored; not modified
   * @returns (n,) the most probable class of each
   */
  classify(images: Uint8Array): Uint8Array<ArrayBuffer> {
    return classify(this.classifier, images, Math.floor(images.length / this.info.inputs))
  }

  /** The first `wanted` columns of W1 as images, fewer when the network has fewer hidden neurons. */
  firstLayer(wanted: number): FirstLayerImages {
    const { inputs, hidden } = this.info
    const { W1 } = this.classifier.weights()
    const count = Math.max(0, Math.min(Math.floor(wanted), hidden))
    const weights = new Float32Array(count * inputs)
    for (let h = 0; h < count; h++) {
      for (let pixel = 0; pixel < inputs; pixel++) weights[h * inputs + pixel] = W1[pixel * hidden + h] ?? 0
    }
    detachBuffer(W1.buffer)
    // Weights from a file do not record the width of their images; those of MNIST are square.
    const rows = Math.round(Math.sqrt(inputs))
    return { rows, cols: Math.floor(inputs / rows), count, weights }
  }
}
