import type { Result } from '../core/result'
import type { TrainerEventName, TrainerEvents } from './events'
import type { RequestTypes, TrainerRequestName } from './routes'

/** A request on the port from the host to the training process (or web worker), the only owner of dataset and weights. */
export type TrainerCall = {
  [K in TrainerRequestName]: { id: number; name: K; payload: RequestTypes[K]['payload'] }
}[TrainerRequestName]

/** A message on the port from the training process to the host. */
export type TrainerMessage =
  | { kind: 'reply'; id: number; result: Result<unknown> }
  | { [K in TrainerEventName]: { kind: 'event'; name: K; payload: TrainerEvents[K] } }[TrainerEventName]
