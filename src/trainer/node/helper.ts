import { parentPort } from 'node:worker_threads'
import { helperService } from '../../shared/engine/simd/helperService'

/** Entry of the helper in Node: the second thread of the command line and of Electron's training process. */
if (parentPort === null) throw new Error('This file is run as a worker thread.')
const port = parentPort
port.on(
  'message',
  helperService((reply) => port.postMessage(reply)),
)
