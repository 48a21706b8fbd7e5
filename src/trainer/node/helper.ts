import { parentPort } from 'node:worker_threads'
import type { EvaluatorCall } from '../../shared/engine/simd/helperProtocol'
import { helperService } from '../../shared/engine/simd/helperService'

/** Entry of the evaluation worker in Node: the command line's and the Electron training process's second thread. */
if (parentPort === null) throw new Error('This file is run as a worker thread.')
const port = parentPort
const receive = helperService((answer) => port.postMessage(answer))
port.on('message', (call: EvaluatorCall) => receive(call))
