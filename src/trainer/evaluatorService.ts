import { kernelModule } from '../shared/engine/simd/kernels'
import { SnapshotReader } from '../shared/engine/simd/snapshotReader'
import type { EvaluatorAnswer, EvaluatorCall } from './evaluatorProtocol'

/** The evaluation worker without its worker. @returns a function that takes a call in and answers it through `post` */
export function evaluatorService(post: (answer: EvaluatorAnswer) => void): (call: EvaluatorCall) => void {
  let reader: SnapshotReader | null = null
  return (call) => {
    if (call.kind === 'dataset') {
      const module = kernelModule()
      reader = module === null ? null : new SnapshotReader(module, call.dataset)
      return
    }
    if (reader === null) throw new Error('no dataset before the first weights')
    post(reader.countCorrect(call.weights))
  }
}
