import type { KernelMemory } from './memory'

/** A struct of the kernels, see kernels.generated.ts: its fields by name, with their offsets in bytes. */
export interface Struct {
  readonly size: number
  readonly fields: Readonly<Record<string, { readonly offset: number; readonly type: 'u32' | 'f32' }>>
}

/** A number for each field of a struct. */
export type StructValues<S extends Struct> = Readonly<Record<keyof S['fields'], number>>

/** Allocates a struct and writes all its fields. @returns its address */
export function writeStruct<S extends Struct>(memory: KernelMemory, struct: S, values: StructValues<S>): number {
  const address = memory.allocate(struct.size)
  writeFields(memory, struct, address, values)
  return address
}

/** Writes some fields of the struct at an address. */
export function writeFields<S extends Struct>(
  memory: KernelMemory,
  struct: S,
  address: number,
  values: Partial<StructValues<S>>,
): void {
  for (const [name, { offset, type }] of Object.entries(struct.fields)) {
    const value = values[name as keyof S['fields']]
    if (value !== undefined) memory[type][(address + offset) / 4] = value
  }
}
