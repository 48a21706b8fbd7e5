import { CAN_SHARE } from './kernels'

const PAGE = 65536
/** Grown by at least so much at a time: every step is a call into the system, and pages that are not used cost nothing. */
const STEP_PAGES = 128
/** 4 GB: all that 32-bit addresses reach. It is only set aside, not used; smaller where a host refuses that much. */
const MAXIMUM_PAGES = [65536, 32768, 16384, 4096]
/** A cache line. */
const ALIGNMENT = 64

/** The memory that the kernels work in, given out from the bottom up. */
export class KernelMemory {
  readonly memory: WebAssembly.Memory
  u8!: Uint8Array
  u32!: Uint32Array
  f32!: Float32Array
  #end: number

  /**
   * @param memory - that of another worker, or a new one
   * @param start - the first address to give out; 0 stays unused
   * @throws RangeError when not even the smallest maximum can be had
   */
  constructor(memory = createMemory(), start = ALIGNMENT) {
    this.memory = memory
    this.#end = start
    this.#view()
  }

  /** The first address that is not given out. */
  get end(): number {
    return this.#end
  }

  /** @returns the address of so many bytes, aligned to a cache line, zero unless released before. The views may change. */
  allocate(bytes: number): number {
    const address = this.#end
    this.reserve(bytes)
    this.#end = Math.ceil((address + bytes) / ALIGNMENT) * ALIGNMENT
    return address
  }

  /** Makes sure that so many bytes after {@link end} exist. The views may change. @throws RangeError beyond the maximum */
  reserve(bytes: number): void {
    // The kernels read 16 bytes at a time, up to 15 past the last one.
    const missing = this.#end + bytes + ALIGNMENT - this.u8.length
    if (missing <= 0) return
    const pages = Math.ceil(missing / PAGE)
    try {
      this.memory.grow(Math.max(pages, STEP_PAGES))
    } catch (error) {
      if (!(error instanceof RangeError) || pages >= STEP_PAGES) throw error
      this.memory.grow(pages)
    }
    this.#view()
  }

  /** Takes back everything from an address on. @param end - an {@link end} of before, or an address given out */
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

/** Writes a struct. @param words - u32, before the floats @returns its address */
export function writeStruct(memory: KernelMemory, words: readonly number[], floats: readonly number[] = []): number {
  const address = memory.allocate((words.length + floats.length) * 4)
  memory.u32.set(words, address / 4)
  memory.f32.set(floats, address / 4 + words.length)
  return address
}

function createMemory(): WebAssembly.Memory {
  for (const maximum of MAXIMUM_PAGES) {
    try {
      return new WebAssembly.Memory({ initial: 1, maximum, shared: CAN_SHARE })
    } catch (error) {
      if (!(error instanceof RangeError) || maximum === MAXIMUM_PAGES.at(-1)) throw error
    }
  }
  throw new RangeError('no memory')
}
