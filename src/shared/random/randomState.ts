const N = 624 // words of state
const M = 397
const MATRIX_A = 0x9908b0df
const UPPER_MASK = 0x80000000
const LOWER_MASK = 0x7fffffff
const MAX_UINT32 = 0xffffffff

/** The full state of a {@link RandomState}; plain data, so that it crosses process boundaries and goes into checkpoints. */
export interface RandomSnapshot {
  /** (624,) the words of MT19937 */
  readonly words: Uint32Array
  /** Words of this block already used, 0..624. */
  readonly position: number
  /** The second value of the last pair of normal draws, or null when it has been used. */
  readonly cachedGauss: number | null
}

/**
 * NumPy's legacy generator `np.random.RandomState`: the same seed gives the same draws in the same order.
 *
 * MT19937 after Matsumoto and Nishimura (1998), seeded by Knuth's recurrence (their 2002 init_genrand), as
 * `np.random.seed(integer)` does. Normal draws are NumPy's legacy polar method, whole numbers its masked rejection.
 */
export class RandomState {
  readonly #words = new Uint32Array(N)
  #position = N
  #cachedGauss: number | null = null

  /** @param seed - whole number 0..4294967295, as np.random.seed takes it (only the low 32 bits count) */
  constructor(seed: number) {
    this.seed(seed)
  }

  /** Reseeds, as `np.random.seed(seed)`. @param seed - whole number 0..4294967295 */
  seed(seed: number): void {
    const words = this.#words
    words[0] = seed >>> 0
    for (let i = 1; i < N; i++) {
      const previous = words[i - 1]!
      words[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
    }
    this.#position = N
    this.#cachedGauss = null
  }

  /** @returns the next 32 random bits, 0..4294967295 */
  nextUint32(): number {
    if (this.#position === N) this.#nextBlock()
    let y = this.#words[this.#position++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    return y >>> 0
  }

  /** @returns a float64 in [0, 1) with 53 random bits, from two 32-bit draws (np.random.random_sample) */
  nextDouble(): number {
    const high = this.nextUint32() >>> 5
    const low = this.nextUint32() >>> 6
    return (high * 67108864 + low) / 9007199254740992 // (high * 2^26 + low) / 2^53
  }

  /** @returns one standard normal draw; draws come in pairs; the second is returned by the next call */
  nextGauss(): number {
    if (this.#cachedGauss !== null) {
      const second = this.#cachedGauss
      this.#cachedGauss = null
      return second
    }
    let x1: number
    let x2: number
    let r2: number
    do {
      x1 = 2 * this.nextDouble() - 1
      x2 = 2 * this.nextDouble() - 1
      r2 = x1 * x1 + x2 * x2
    } while (r2 >= 1 || r2 === 0)
    const f = Math.sqrt((-2 * Math.log(r2)) / r2)
    this.#cachedGauss = f * x1
    return f * x2
  }

  /**
   * Standard normal draws, as np.random.randn fills an array in C order.
   * @param out - filled
   */
  randn(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.nextGauss()
  }

  /**
   * Draws with replacement, as np.random.choice(n, out.length): 32-bit draws are masked to the smallest 2^k - 1 >= n - 1
   * and those above n - 1 are rejected. With n = 1 no random bits are used.
   * @param n - whole number 1..4294967296
   * @param out - filled with whole numbers 0..n-1
   */
  choice(n: number, out: Uint32Array): void {
    const max = n - 1
    if (max === 0) {
      out.fill(0)
      return
    }
    const mask = MAX_UINT32 >>> Math.clz32(max)
    for (let i = 0; i < out.length; i++) {
      let value: number
      do {
        value = (this.nextUint32() & mask) >>> 0
      } while (value > max)
      out[i] = value
    }
  }

  /** @returns a copy of the state, from which {@link restore} continues with the same draws */
  snapshot(): RandomSnapshot {
    return { words: this.#words.slice(), position: this.#position, cachedGauss: this.#cachedGauss }
  }

  /** Continues from a snapshot. @param snapshot - copied in, not modified */
  restore(snapshot: RandomSnapshot): void {
    this.#words.set(snapshot.words)
    this.#position = snapshot.position
    this.#cachedGauss = snapshot.cachedGauss
  }

  /** The recurrence of MT19937: computes the next 624 words from the last 624. */
  #nextBlock(): void {
    const words = this.#words
    for (let i = 0; i < N; i++) {
      const y = (words[i]! & UPPER_MASK) | (words[(i + 1) % N]! & LOWER_MASK)
      words[i] = words[(i + M) % N]! ^ (y >>> 1) ^ (y & 1 ? MATRIX_A : 0)
    }
    this.#position = 0
  }
}
