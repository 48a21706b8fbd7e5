import { tensor } from '../tensor'
import type { Tensor } from '../tensor'

/** The book's ReLU layer: max(x, 0) (5.5.1). Unlike the book's, its backward does not write into dout. */
export class ReLU {
  /** 1 where x <= 0, as in the book; NaN passes, so that a diverged run shows in the loss. */
  #mask: Uint8Array = new Uint8Array(0)

  /** @param x - any shape; not modified. @returns x where it is positive, else 0 */
  forward(x: Tensor): Tensor {
    const { data } = x
    const mask = new Uint8Array(data.length)
    for (let i = 0; i < data.length; i++) if (data[i]! <= 0) mask[i] = 1
    this.#mask = mask
    return this.#masked(x)
  }

  /** @param dout - shaped as x; not modified. @returns dout where x was positive, else 0 */
  backward(dout: Tensor): Tensor {
    return this.#masked(dout)
  }

  #masked({ shape, data }: Tensor): Tensor {
    const mask = this.#mask
    const out = new Float64Array(data.length)
    for (let i = 0; i < data.length; i++) if (mask[i] === 0) out[i] = data[i]!
    return tensor(shape, out)
  }
}
