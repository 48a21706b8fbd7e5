/** A pixel's value as the network sees it: the book's loader divides by 255 in float32, `x.astype(np.float32) / 255.0`. */
const BRIGHTNESS = Float64Array.from({ length: 256 }, (_, pixel) => Math.fround(pixel / 255))

/**
 * A batch of images as its non-zero pixels only. Four of five MNIST pixels are 0 and add nothing to a product; leaving
 * them out changes no sum.
 */
export class SparseRows {
  /** Pixel index of each entry, row after row, ascending within a row. */
  readonly columns: Uint16Array
  /** Value of each entry in (0, 1]. */
  readonly values: Float64Array
  /** (capacity + 1,) row n has the entries starts[n] .. starts[n + 1] - 1. */
  readonly starts: Uint32Array
  #rows = 0

  /**
   * @param capacity - the most rows there is room for
   * @param inputs - pixels of an image, 1..65536
   */
  constructor(capacity: number, inputs: number) {
    this.columns = new Uint16Array(capacity * inputs)
    this.values = new Float64Array(capacity * inputs)
    this.starts = new Uint32Array(capacity + 1)
  }

  /** Rows held at the moment. */
  get rows(): number {
    return this.#rows
  }

  /** Drops all rows. */
  clear(): void {
    this.#rows = 0
  }

  /**
   * Adds an image as the next row.
   * @param images - u8 pixels, the image begins at `offset`
   * @param inputs - its pixels
   */
  add(images: Uint8Array, offset: number, inputs: number): void {
    let entry = this.starts[this.#rows]!
    for (let p = 0; p < inputs; p++) {
      const pixel = images[offset + p]!
      if (pixel === 0) continue
      this.columns[entry] = p
      this.values[entry++] = BRIGHTNESS[pixel]!
    }
    this.starts[++this.#rows] = entry
  }

  /**
   * Adds an image moved by (dx, dy) pixels to the right and down; what leaves the frame is lost, what comes in is 0.
   * @param images - u8 pixels, the image begins at `offset`
   */
  addShifted(images: Uint8Array, offset: number, height: number, width: number, dx: number, dy: number): void {
    let entry = this.starts[this.#rows]!
    for (let r = Math.max(0, dy); r < height + Math.min(0, dy); r++) {
      for (let c = Math.max(0, dx); c < width + Math.min(0, dx); c++) {
        const pixel = images[offset + (r - dy) * width + (c - dx)]!
        if (pixel === 0) continue
        this.columns[entry] = r * width + c
        this.values[entry++] = BRIGHTNESS[pixel]!
      }
    }
    this.starts[++this.#rows] = entry
  }
}
