import { expect, it } from 'vitest'
import { JOB, SHARD, STEP } from '../../../../src/kernels/kernels.generated'
import { KernelMemory } from '../../../../src/shared/engine/simd/memory'
import { writeFields, writeStruct } from '../../../../src/shared/engine/simd/struct'

const job = { kind: 1, number: 2, count: 3, next: 4, shiftedCols: 5, factor: 0.5, rate: 0.25 }

/** The value at a field's offset, by its type. */
const read = (memory: KernelMemory, address: number, { offset, type }: { offset: number; type: 'u32' | 'f32' }) =>
  memory[type][(address + offset) / 4]

it('writeStruct puts every field at its own offset, as its own type', () => {
  const memory = new KernelMemory()
  const address = writeStruct(memory, JOB, job)
  for (const [name, field] of Object.entries(JOB.fields)) {
    expect(read(memory, address, field)).toBe(job[name as keyof typeof job])
  }
})

it('writeStruct does not compile without a field, or with one that the struct does not have', () => {
  const memory = new KernelMemory()
  const { rate, ...withoutRate } = job
  // @ts-expect-error the rate is missing
  writeStruct(memory, JOB, withoutRate)
  // @ts-expect-error there is no speed
  writeStruct(memory, JOB, { ...withoutRate, rate, speed: 1 })
})

it('writeFields leaves the other fields as they are', () => {
  const memory = new KernelMemory()
  const address = writeStruct(memory, JOB, job)
  writeFields(memory, JOB, address, { next: 9 })
  expect(read(memory, address, JOB.fields.next)).toBe(9)
  expect(read(memory, address, JOB.fields.count)).toBe(job.count)
  expect(read(memory, address, JOB.fields.factor)).toBe(job.factor)
})

it('generated structs have their fields at distinct offsets within their size', () => {
  for (const { size, fields } of [JOB, SHARD, STEP]) {
    const offsets = Object.values(fields).map(({ offset }) => offset)
    expect(new Set(offsets).size).toBe(offsets.length)
    expect(Math.max(...offsets) + 4).toBeLessThanOrEqual(size)
  }
})
