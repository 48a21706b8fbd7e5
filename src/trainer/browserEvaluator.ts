import type { EvaluatorCall } from './evaluatorProtocol'
import { evaluatorService } from './evaluatorService'

/** Entry of the evaluation worker in a browser: a worker of the training worker. */
const receive = evaluatorService((answer) => self.postMessage(answer))
self.onmessage = ({ data }: MessageEvent<EvaluatorCall>) => receive(data)
