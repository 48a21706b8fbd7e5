import { BatchBuffers } from './batchBuffers'
import { instantiateKernels } from './kernels'
import { layOut } from './layout'
import type { NetworkShape } from './layout'
import type { Rows } from './rowStore'
import { StepHalf, looksAhead } from './stepHalf'
import type { StepPlace } from './stepHalf'
import { keepWatch, wordsAt } from './team'
import type { Order } from './team'

/** All that a worker needs to know of an engine's network to share its iterations; plain data. */
export interface StepPlan {
  readonly shape: NetworkShape
  readonly place: StepPlace
  readonly train: Rows
  /** Address of the words that both threads watch. */
  readonly words: number
}

/** The second thread's part in an engine's iterations. */
export interface StepHelper {
  /** Carries out half of each iteration until there is a message that it has not. @param received - number of the latest call */
  keepWatch(received: number): void
}

/** @param memory - the engine's own, shared */
export function stepHelper(module: WebAssembly.Module, memory: WebAssembly.Memory, plan: StepPlan): StepHelper {
  const { shape, place, train } = plan
  const kernels = instantiateKernels(module, memory)
  const layout = layOut(shape)
  const batch = new BatchBuffers(kernels, layout, place.batches[1], train)
  const half = new StepHalf(kernels, layout, place, batch, 1)
  const words = wordsAt(memory, plan.words)
  /** Number of the batch that stands in this thread's buffers. */
  let standing = -1
  function carryOut(order: Order): void {
    const { number, count, shiftedCols, next } = order
    if (standing !== number) {
      batch.copyIndices(place.indices, count)
      batch.spread(count, shiftedCols === 0 ? null : { cols: shiftedCols, shifts: place.shifts })
      standing = number
    }
    if (next > 0) {
      batch.copyIndices(place.nextIndices, next)
      batch.touch(next)
    }
    half.carryOut(order)
    if (!looksAhead(order)) return
    batch.spread(next, null)
    standing = number + 1
    half.lookAhead(order)
  }
  return { keepWatch: (received) => keepWatch(words, received, carryOut) }
}
