import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantiateKernels, kernelModule } from '../../../../src/shared/engine/simd/kernels'
import { KernelMemory } from '../../../../src/shared/engine/simd/memory'
import { RowWriter, copyRows } from '../../../../src/shared/engine/simd/rowStore'
import type { ImageSet } from '../../../../src/shared/data/dataset'
import type { Kernels } from '../../../../src/shared/engine/simd/kernels'
import type { Rows } from '../../../../src/shared/engine/simd/rowStore'
import { drawImages, problems } from './support'

function newArena() {
  const module = kernelModule()
  if (module === null) throw new Error('this machine has no WebAssembly SIMD')
  const memory = new KernelMemory()
  return { memory, kernels: instantiateKernels(module, memory.memory) }
}

/** Writes a set in chunks of `chunk` images, through a staging buffer for `capacity` images. */
function storeRows(
  { images, labels, count, rows, cols }: ImageSet,
  kernels: Kernels,
  memory: KernelMemory,
  capacity: number,
  chunk: number,
): Rows {
  const inputs = rows * cols
  const staging = { address: memory.allocate(capacity * inputs), bytes: capacity * inputs }
  const writer = new RowWriter(kernels, memory, staging, count, inputs)
  for (let first = 0; first < count; first += chunk) {
    expect(writer.isComplete).toBe(false)
    writer.addImages(images.subarray(first * inputs, (first + chunk) * inputs))
    writer.addLabels(labels.subarray(first, first + chunk))
  }
  expect(writer.isComplete).toBe(true)
  return writer.finish()
}

/** The dense images of stored rows. */
function unpack({ starts, count }: Rows, { u8, u32 }: KernelMemory, inputs: number): Uint8Array {
  const images = new Uint8Array(count * inputs)
  for (let n = 0; n < count; n++) {
    const start = u32[starts / 4 + n]!
    const nonZero = (u32[starts / 4 + n + 1]! - start) / 3
    for (let i = 0; i < nonZero; i++) {
      const pixel = u8[start + 2 * i]! + 256 * u8[start + 2 * i + 1]!
      images[n * inputs + pixel] = u8[start + 2 * nonZero + i]!
    }
  }
  return images
}

describe('RowWriter', () => {
  it('stores every pixel and label, in any number of chunks, and survives a copy to another memory', () => {
    fc.assert(
      fc.property(
        problems(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (problem, capacity, chunk) => {
          const set = drawImages(problem)
          const inputs = set.rows * set.cols
          const { memory, kernels } = newArena()
          const rows = storeRows(set, kernels, memory, capacity, chunk)
          expect(unpack(rows, memory, inputs)).toEqual(set.images)
          expect(memory.end).toBeGreaterThanOrEqual(rows.end)
          const other = newArena().memory
          other.allocate(1000)
          const copy = copyRows(rows, memory, other)
          expect(unpack(copy, other, inputs)).toEqual(set.images)
          expect(other.u8.slice(copy.labels, copy.labels + set.count)).toEqual(set.labels)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('takes 3 bytes a non-zero pixel', () => {
    const { memory, kernels } = newArena()
    const set = drawImages({ rows: 28, cols: 28, hidden: 1, classes: 10, batch: 1, count: 50, density: 0.2, seed: 4 })
    const rows = storeRows(set, kernels, memory, 7, 50)
    const nonZero = set.images.filter((pixel) => pixel > 0).length
    expect(rows.end - memory.u32[rows.starts / 4]!).toBe(3 * nonZero)
  })
})
