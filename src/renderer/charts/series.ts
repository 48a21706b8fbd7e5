const FIRST_CAPACITY = 1024

/** Two growing columns, x and y, kept outside Vue: the raw history of one curve. x never falls. */
export class Series {
  #x = new Float64Array(FIRST_CAPACITY)
  #y = new Float64Array(FIRST_CAPACITY)
  #length = 0

  get length(): number {
    return this.#length
  }

  append(x: number, y: number): void {
    if (this.#length === this.#x.length) {
      this.#x = grown(this.#x)
      this.#y = grown(this.#y)
    }
    this.#x[this.#length] = x
    this.#y[this.#length] = y
    this.#length += 1
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

  clear(): void {
    this.#length = 0
  }
}

function grown(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const next = new Float64Array(column.length * 2)
  next.set(column)
  return next
}
