import { instantiateKernels, kernelModule } from './kernels'
import type { Kernels } from './kernels'
import { SnapshotReader } from './snapshotReader'
import { detachBuffer } from '../../core/detachBuffer'
import { PARAMETER_NAMES } from '../../nn/copyWeights'
import type { EvaluatorAnswer, EvaluatorCall } from './helperProtocol'

/**
 * The second worker without its worker. Between two calls it carries out half of the engine's iterations, once it was told
 * of a network: then it returns only when the next call is under way.
 * @returns a function that takes a call in and answers it through `post`
 */
export function helperService(post: (answer: EvaluatorAnswer) => void): (call: EvaluatorCall) => void {
  let reader: SnapshotReader | null = null
  let kernels: Kernels | null = null
  let step: number | null = null
  let received = 0

  function answer(call: EvaluatorCall): void {
    const module = kernelModule()
    if (module === null) throw new Error('no kernels in this worker')
    if (call.kind === 'dataset') {
      received = call.call
      reader = new SnapshotReader(module, call.dataset)
      const { memory } = call.dataset
      kernels = memory instanceof Uint8Array ? null : instantiateKernels(module, memory)
    } else if (reader === null) {
      throw new Error('no dataset before anything else')
    } else if (call.kind === 'evaluate') {
      post(reader.countCorrect(call.weights))
      for (const name of PARAMETER_NAMES) detachBuffer(call.weights[name].buffer)
    } else {
      step = call.step
    }
  }

  return (call) => {
    received++ // every message has a call of its own
    answer(call)
    if (kernels !== null && step !== null) kernels.keepWatch(step, received)
  }
}
