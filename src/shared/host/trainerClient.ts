import { StudioError } from '../core/errors'
import { toFailure } from '../core/result'
import type { Result } from '../core/result'
import type { TrainerEventName, TrainerEvents } from '../contract/events'
import type { TrainerCall, TrainerMessage } from '../contract/protocol'
import type { RequestTypes, TrainerRequestName } from '../contract/routes'

type Reply<K extends TrainerRequestName> = RequestTypes[K]['reply']
type TrainerEvent = Extract<TrainerMessage, { kind: 'event' }>

/**
 * The host's end of the port to the training process: numbers the requests and matches the replies. Independent of
 * the transport: the Electron main process and the browser host each pass a `post` and hand over incoming messages.
 */
export class TrainerClient {
  readonly #post: (call: TrainerCall, transfer: readonly ArrayBuffer[]) => void
  readonly #pending = new Map<number, (result: Result<unknown>) => void>()
  readonly #listeners = new Set<(event: TrainerEvent) => void>()
  #lastId = 0
  #closedBy: string | null = null

  /** @param post - sends to the training process; a transport that cannot transfer buffers ignores `transfer` */
  constructor(post: (call: TrainerCall, transfer: readonly ArrayBuffer[]) => void) {
    this.#post = post
  }

  /** Handles a message of the training process. */
  receive(message: TrainerMessage): void {
    if (message.kind === 'event') {
      for (const listener of this.#listeners) listener(message)
      return
    }
    const resolve = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    resolve?.(message.result)
  }

  /**
   * Sends a request to the training process.
   * @param transfer - buffers of the payload to transfer instead of copying
   * @returns its reply; TRAINER_CRASHED once {@link close} was called. Never rejects.
   */
  request<K extends TrainerRequestName>(
    name: K,
    payload: RequestTypes[K]['payload'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Result<Reply<K>>> {
    return new Promise((resolve) => {
      if (this.#closedBy !== null) {
        resolve(crashed(this.#closedBy))
        return
      }
      const id = ++this.#lastId
      // By the protocol the reply to a request K is a Reply<K>; a port cannot check it.
      this.#pending.set(id, resolve as (result: Result<unknown>) => void)
      try {
        this.#post({ id, name, payload } as TrainerCall, transfer)
      } catch (error) {
        this.#pending.delete(id)
        resolve(toFailure(error))
      }
    })
  }

  /** Listens to every event. @returns a function that ends the subscription */
  onEvent(listener: (event: TrainerEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Listens to events of one name. @returns a function that ends the subscription */
  on<K extends TrainerEventName>(name: K, listener: (payload: TrainerEvents[K]) => void): () => void {
    return this.onEvent((event) => {
      if (event.name === name) listener(event.payload as TrainerEvents[K])
    })
  }

  /** The training process is gone: all pending and all future requests fail. */
  close(reason: string): void {
    this.#closedBy = reason
    for (const resolve of this.#pending.values()) resolve(crashed(reason))
    this.#pending.clear()
  }
}

const crashed = (reason: string): Result<never> => toFailure(new StudioError('TRAINER_CRASHED', { reason }))
