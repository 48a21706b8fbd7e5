import { CAN_SHARE } from './kernels'

const PAGE = 65536
/** Smallest growth: each growth is a system call, and unused pages cost nothing. */
const GROWTH_PAGES = 128
/** Maximum sizes to try: 4 GB is the limit of 32-bit addresses and is only reserved, but some hosts refuse that much. */
const MAX_PAGES = [65536, 32768, 16384, 4096]
/** A cache line. */
const ALIGNMENT = 64

/** The memory that the kernels work in: a stack allocator, from the bottom up. */
export class KernelMemory {
  readonly memory: WebAssembly.Memory
  u8!: Uint8Array
  u32!: Uint32Array
  f32!: Float32Array
  #end: number

  /**
   * @param memory - that of another worker, or a new one
   * @param start - the first address to allocate; 0 stays unused
   * @throws RangeError when even the smallest maximum is refused
   */
  constructor(memory = createMemory(), start = ALIGNMENT) {
    this.memory = memory
    this.#end = start
    this.#view()
  }

  /** The first free address. */
  get end(): number {
    return this.#end
  }

  /** @returns an address aligned to a cache line; the bytes are zero unless they were released before. The views may change. */
  allocate(bytes: number): number {
    const address = this.#end
    this.reserve(bytes)
    this.#end = Math.ceil((address + bytes) / ALIGNMENT) * ALIGNMENT
    return address
  }

  /** Makes sure that `bytes` bytes after {@link end} exist. The views may change. @throws RangeError beyond the maximum */
  reserve(bytes: number): void {
    // The kernels read 16 bytes at a time, up to 15 past the last one.
    const missing = this.#end + bytes + ALIGNMENT - this.u8.length
    if (missing <= 0) return
    const pages = Math.ceil(missing / PAGE)
    try {
      this.memory.grow(Math.max(pages, GROWTH_PAGES))
    } catch (error) {
      if (!(error instanceof RangeError) || pages >= GROWTH_PAGES) throw error
      this.memory.grow(pages)
    }
    this.#view()
  }

  /** Frees everything from an address on. @param end - an earlier {@link end}, or an allocated address */
  release(end: number): void {
    this.#end = end
  }

  /** A view of floats. Valid until the next {@link allocate} or {@link reserve}. */
  floats(address: number, count: number): Float32Array {
    return this.f32.subarray(address / 4, address / 4 + count)
  }

  #view(): void {
    const { buffer } = this.memory
    this.u8 = new Uint8Array(buffer)
    this.u32 = new Uint32Array(buffer)
    this.f32 = new Float32Array(buffer)
  }
}

function createMemory(): WebAssembly.Memory {
  for (const maximum of MAX_PAGES) {
    try {
      return new WebAssembly.Memory({ initial: 1, maximum, shared: CAN_SHARE })
    } catch (error) {
      if (!(error instanceof RangeError) || maximum === MAX_PAGES.at(-1)) throw error
    }
  }
  throw new RangeError('no memory')
}
