import { CAN_SHARE } from './kernels'
import type { KernelMemory } from './memory'

// The words that an engine's two threads watch; what they say to each other in them is assembly/team.ts's business.

/** Moved on whenever there is something new to see. */
const BELL = 0
/** Messages sent to the second thread: it must leave its watch to receive one. */
const CALLS = 1
/** 1 while the second thread sleeps. */
const ASLEEP = 2
const WORDS = 13

/** Sets memory aside for {@link wordsAt}. @returns its address */
export const placeWords = (memory: KernelMemory): number => memory.allocate(WORDS * 4)

/** @param address - of {@link placeWords}; where memory cannot be shared, nobody else looks and any memory will do */
export const wordsAt = (memory: WebAssembly.Memory, address: number): Int32Array =>
  CAN_SHARE ? new Int32Array(memory.buffer, address, WORDS) : new Int32Array(WORDS)

/**
 * Makes the second thread leave its watch; to be called before a message is sent to it.
 * @returns the number of this call; it only grows, so that a thread that was told to go never takes itself for called back
 */
export function callAway(words: Int32Array): number {
  const calls = Atomics.add(words, CALLS, 1) + 1
  Atomics.add(words, BELL, 1)
  if (Atomics.load(words, ASLEEP) === 1) Atomics.notify(words, BELL)
  return calls
}
