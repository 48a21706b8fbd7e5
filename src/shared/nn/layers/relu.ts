import { tensor } from '../tensor'
import type { Tensor } from '../tensor'

/** The book's ReLU brick: max(x, 0) (5.5.1). Unlike the book's, its backward does not write into dout. */
export class ReLU {
  /** 1 where nothing passes. The book masks x <= 0, so that NaN passes and a diverged run shows in the loss. */
  #mask: Uint8Array = new Uint8Array(0)

  /** @param x - any shape; not modified. @returns x where it is positive, else 0 */
  forward(x: Tensor): Tensor {
    this.#mask = Uint8Array.from(x.data, (value) => (value <= 0 ? 1 : 0))
    return this.#masked(x)
  }

  /** @param dout - shaped as x; not modified. @returns dout where x was positive, else 0 */
  backward(dout: Tensor): Tensor {
    return this.#masked(dout)
  }

  #masked({ shape, data }: Tensor): Tensor {
    return tensor(
      shape,
      data.map((value, i) => (this.#mask[i] === 1 ? 0 : value)),
    )
  }
}
