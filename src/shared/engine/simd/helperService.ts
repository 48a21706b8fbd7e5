import { instantiateKernels, kernelModule } from './kernels'
import type { Kernels } from './kernels'
import { SnapshotCounter } from './snapshotCounter'
import { detachBuffer } from '../../core/detachBuffer'
import { PARAMETER_NAMES } from '../../nn/copyWeights'
import type { HelperCall, HelperReply } from './helperProtocol'

/**
 * The helper's message handler. Once it has a network, it runs its half of the iterations between messages: a call then
 * returns only when the next message is announced.
 * @returns a function that receives a {@link HelperCall} and replies through `post`
 */
export function helperService(post: (reply: HelperReply) => void): (call: unknown) => void {
  let counter: SnapshotCounter | null = null
  let kernels: Kernels | null = null
  let step: number | null = null
  let interrupts = 0

  function handle(call: HelperCall): void {
    const module = kernelModule()
    if (module === null) throw new Error('no kernels in this worker')
    if (call.kind === 'dataset') {
      interrupts = call.interrupt
      counter = new SnapshotCounter(module, call.dataset)
      const { memory } = call.dataset
      kernels = memory instanceof Uint8Array ? null : instantiateKernels(module, memory)
    } else if (counter === null) {
      throw new Error('the dataset must be the first message')
    } else if (call.kind === 'evaluate') {
      post(counter.countCorrect(call.weights))
      for (const name of PARAMETER_NAMES) detachBuffer(call.weights[name].buffer)
    } else {
      step = call.step
    }
  }

  return (call) => {
    interrupts++ // each message is announced by one
    handle(call as HelperCall)
    if (kernels !== null && step !== null) kernels.workerLoop(step, interrupts)
  }
}
