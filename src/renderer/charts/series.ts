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

  /** Of the samples from `start` to before `end`: indices of the lowest, the highest and the last finite one; -1 where none is. */
  survivors(start: number, end: number): { lowest: number; highest: number; last: number } {
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

  clear(): void {
    this.#length = 0
  }
}

function grown(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const next = new Float64Array(column.length * 2)
  next.set(column)
  return next
}
