import type { TrainerRequestName, TrainerRequests } from '../contract/protocol'

/** One handler per request of the training process; `Names` selects those about one subject. */
export type Handlers<Names extends TrainerRequestName = TrainerRequestName> = {
  readonly [K in Names]: (
    payload: TrainerRequests[K]['payload'],
  ) => TrainerRequests[K]['reply'] | Promise<TrainerRequests[K]['reply']>
}
