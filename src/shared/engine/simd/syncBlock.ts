import { JOB, SYNC_BLOCK } from '../../../kernels/kernels.generated'
import { CAN_SHARE } from './kernels'
import type { KernelMemory } from './memory'

// What an engine's two threads synchronise on; kernels/assembly/workers.ts describes the protocol.

const BYTES = SYNC_BLOCK.size + JOB.size
const { wakeSequence, interrupts, sleeping } = SYNC_BLOCK.fields

/** Allocates a SyncBlock with the Job that follows it. @returns its address */
export const allocateSyncBlock = (memory: KernelMemory): number => memory.allocate(BYTES)

/**
 * @param address - of {@link allocateSyncBlock}
 * @returns a view for {@link interrupt}; where memory cannot be shared there is no other thread, and any memory will do
 */
export const syncBlockView = (memory: WebAssembly.Memory, address: number): Int32Array =>
  CAN_SHARE ? new Int32Array(memory.buffer, address, BYTES / 4) : new Int32Array(BYTES / 4)

/**
 * Makes the helper leave its worker loop; must precede each message to it.
 * @returns the number of this interrupt; it only grows, so that a helper never mistakes an old one for a new one
 */
export function interrupt(syncBlock: Int32Array): number {
  const count = Atomics.add(syncBlock, interrupts.offset / 4, 1) + 1
  Atomics.add(syncBlock, wakeSequence.offset / 4, 1)
  if (Atomics.load(syncBlock, sleeping.offset / 4) === 1) Atomics.notify(syncBlock, wakeSequence.offset / 4)
  return count
}
