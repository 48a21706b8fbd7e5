import { shiftImage } from '../../image/shift'
import { tensor } from '../../nn/tensor'
import type { Tensor } from '../../nn/tensor'

/** A pixel's value as the network sees it: the book's loader divides by 255 in float32, `x.astype(np.float32) / 255.0`. */
const BRIGHTNESS = Float64Array.from({ length: 256 }, (_, pixel) => Math.fround(pixel / 255))

/** Images of a batch as the network's input, in one reused buffer. */
export class ImageBatch {
  readonly #x: Float64Array
  readonly #inputs: number
  /** One image. */
  readonly #shifted: Uint8Array

  /**
   * @param capacity - the largest batch
   * @param inputs - pixels of an image
   */
  constructor(capacity: number, inputs: number) {
    this.#x = new Float64Array(capacity * inputs)
    this.#inputs = inputs
    this.#shifted = new Uint8Array(inputs)
  }

  /**
   * Puts an image into row n.
   * @param images - u8 pixels; the image begins at `offset`
   */
  set(n: number, images: Uint8Array, offset: number): void {
    const inputs = this.#inputs
    const start = n * inputs
    for (let p = 0; p < inputs; p++) this.#x[start + p] = BRIGHTNESS[images[offset + p]!]!
  }

  /**
   * Puts an image into row n, shifted by (dx, dy) pixels to the right and down, as {@link shiftImage} does.
   * @param images - u8 pixels; the image begins at `offset`
   * @param width - pixels in a row of the image
   */
  setShifted(n: number, images: Uint8Array, offset: number, width: number, dx: number, dy: number): void {
    shiftImage(images, offset, this.#inputs / width, width, dx, dy, this.#shifted, 0)
    this.set(n, this.#shifted, 0)
  }

  /** @returns (count, inputs) the first rows; valid until one of them is set again */
  rows(count: number): Tensor {
    return tensor([count, this.#inputs], this.#x.subarray(0, count * this.#inputs))
  }
}
