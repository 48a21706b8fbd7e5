import { unwrap } from '../core/result'
import { FORWARDED_REQUESTS, parsePayload } from '../contract/routes'
import type { ForwardedRequestName, Handlers, HostRequestName, PageRequestName, RequestTypes } from '../contract/routes'
import type { TrainerClient } from './trainerClient'

/** Dependencies of {@link createPageRequests}. */
export interface PageRequestDeps {
  readonly request: TrainerClient['request']
  /** Handlers of the requests that the host answers. */
  readonly handlers: Handlers<HostRequestName>
  /** Saves the current run, which a start replaces. Its request to the training process is sent before this returns. */
  readonly saveRun: () => void
  /** Sends the own digits to the training process; awaited before a run starts or continues. */
  readonly sendOwnDigits: () => Promise<void>
}

/**
 * Answers the requests of the page by the routes table: checks the payload, then forwards it to the training process or
 * calls the host's handler. Both hosts use it.
 * @returns a function that rejects with a StudioError when the payload is refused or the request fails
 */
export function createPageRequests({ request, handlers, saveRun, sendOwnDigits }: PageRequestDeps) {
  const before: { readonly [K in PageRequestName]?: () => Promise<void> } = {
    'training.start': () => {
      saveRun()
      return sendOwnDigits()
    },
    'training.step': sendOwnDigits,
    'runs.continue': sendOwnDigits,
    'runs.reopen': sendOwnDigits,
  }

  const forward =
    <K extends ForwardedRequestName>(name: K) =>
    async (payload: RequestTypes[K]['payload']): Promise<RequestTypes[K]['reply']> =>
      unwrap(await request(name, payload))
  const forwarded = Object.fromEntries(FORWARDED_REQUESTS.map((name) => [name, forward(name)]))
  // `fromEntries` does not keep which value belongs to which name.
  const all: Handlers<PageRequestName> = { ...(forwarded as Handlers<ForwardedRequestName>), ...handlers }

  async function answer<K extends PageRequestName>(name: K, payload: unknown): Promise<RequestTypes[K]['reply']> {
    const parsed = parsePayload(name, payload)
    await before[name]?.()
    return all[name](parsed)
  }
  return answer
}
