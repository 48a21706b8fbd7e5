import { helperService } from '../../shared/engine/simd/helperService'

/** Entry of the helper in a browser: a worker started by the training worker. */
const receive = helperService((reply) => self.postMessage(reply))
self.onmessage = ({ data }: MessageEvent<unknown>) => receive(data)
