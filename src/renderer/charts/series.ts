const FIRST_CAPACITY = 1024

/** Indices of the lowest, the highest and the last finite sample of a range; -1 if there is none. */
export interface Extrema {
  readonly lowest: number
  readonly highest: number
  readonly last: number
}

/** Two growing columns, x and y, outside Vue: the raw history of one curve. x never decreases. */
export class Series {
  #x = new Float64Array(FIRST_CAPACITY)
  #y = new Float64Array(FIRST_CAPACITY)
  #length = 0
  /** Cache of the complete buckets of one size, from the first on: they do not change, and every drawing needs them. */
  #buckets: { size: number; known: Extrema[] } = { size: 0, known: [] }

  get length(): number {
    return this.#length
  }

  /** All x so far, (length,); a view that is valid until the next append. */
  get xs(): Float64Array {
    return this.#x.subarray(0, this.#length)
  }

  /** All y so far, (length,); a view that is valid until the next append. */
  get ys(): Float64Array {
    return this.#y.subarray(0, this.#length)
  }

  append(x: number, y: number): void {
    this.#reserve(1)
    this.#x[this.#length] = x
    this.#y[this.#length] = y
    this.#length += 1
  }

  /** @param xs - (n,) @param ys - (n,) */
  appendAll(xs: Float64Array, ys: Float64Array): void {
    this.#reserve(ys.length)
    this.#x.set(xs, this.#length)
    this.#y.set(ys, this.#length)
    this.#length += ys.length
  }

  /** @returns NaN outside 0..length-1 */
  x(index: number): number {
    return index < this.#length ? (this.#x[index] ?? NaN) : NaN
  }

  /** @returns NaN outside 0..length-1 */
  y(index: number): number {
    return index < this.#length ? (this.#y[index] ?? NaN) : NaN
  }

  /** First index whose x is at least `x`; length when there is none. */
  lowerBound(x: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.x(middle) < x) low = middle + 1
      else high = middle
    }
    return low
  }

  /** @returns the extrema of the samples from `start` to before `end` */
  extrema(start: number, end: number): Extrema {
    const y = this.#y
    let [lowest, highest, last] = [-1, -1, -1]
    let [least, most] = [Infinity, -Infinity]
    for (let index = start; index < end; index++) {
      const value = y[index]!
      if (!Number.isFinite(value)) continue
      last = index
      if (value < least) {
        least = value
        lowest = index
      }
      if (value > most) {
        most = value
        highest = index
      }
    }
    return { lowest, highest, last }
  }

  /** @returns the extrema of the samples `index * size` to before `(index + 1) * size`, which must all exist; cached */
  bucket(index: number, size: number): Extrema {
    if (this.#buckets.size !== size) this.#buckets = { size, known: [] }
    const { known } = this.#buckets
    while (known.length <= index) known.push(this.extrema(known.length * size, (known.length + 1) * size))
    return known[index]!
  }

  /** @returns the index of the last finite sample from `start` to before `end`, -1 if there is none */
  lastFinite(start: number, end: number): number {
    for (let index = end - 1; index >= start; index--) if (Number.isFinite(this.#y[index])) return index
    return -1
  }

  /** Keeps the first `length` samples. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length)
    this.#buckets = { size: 0, known: [] }
  }

  clear(): void {
    this.#length = 0
    this.#buckets = { size: 0, known: [] }
  }

  #reserve(more: number): void {
    while (this.#length + more > this.#x.length) {
      this.#x = grown(this.#x)
      this.#y = grown(this.#y)
    }
  }
}

function grown(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const next = new Float64Array(column.length * 2)
  next.set(column)
  return next
}
