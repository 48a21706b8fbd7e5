import type { EvaluatorCall } from '../../shared/engine/simd/helperProtocol'
import { helperService } from '../../shared/engine/simd/helperService'

/** Entry of the evaluation worker in a browser: a worker of the training worker. */
const receive = helperService((answer) => self.postMessage(answer))
self.onmessage = ({ data }: MessageEvent<EvaluatorCall>) => receive(data)
