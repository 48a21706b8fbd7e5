import type { Capture } from '../../../shared/inside/capture'
import { repeatIteration } from '../../../shared/inside/iteration'
import type { Iteration } from '../../../shared/inside/iteration'

export interface InsideCall {
  readonly id: number
  readonly capture: Capture
}

export interface InsideReply {
  readonly id: number
  readonly iteration: Iteration
}

self.onmessage = ({ data: { id, capture } }: MessageEvent<InsideCall>) => {
  const reply: InsideReply = { id, iteration: repeatIteration(capture) }
  self.postMessage(reply)
}
