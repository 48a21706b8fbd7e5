import type { StudioApi } from '../../shared/contract/api'
import type { PageRequestName, RequestTypes } from '../../shared/contract/routes'
import type { Failure } from '../../shared/core/result'
import type { NoticesEvent } from './notices'
import type { Store } from './store'

/** Requests whose failure becomes a notice, never an exception. */
export interface Requests {
  /** @returns null when the request failed; the notice says why */
  ask<K extends PageRequestName>(name: K, payload: RequestTypes[K]['payload']): Promise<RequestTypes[K]['reply'] | null>
  /** Shows a failure as a notice. @returns null, for the caller to return */
  complain(failure: Pick<Failure, 'code' | 'detail'>): null
}

/** @param onFailure - what a feature does besides the notice */
export function createRequests(
  api: Pick<StudioApi, 'request'>,
  notices: Pick<Store<unknown, NoticesEvent>, 'send'>,
  onFailure: (failure: Pick<Failure, 'code' | 'detail'>) => void = () => undefined,
): Requests {
  function complain({ code, detail }: Pick<Failure, 'code' | 'detail'>): null {
    notices.send({ type: 'add', notice: { kind: 'error', code, detail } })
    onFailure({ code, detail })
    return null
  }
  return {
    complain,
    async ask(name, payload) {
      const result = await api.request(name, payload)
      return result.ok ? result.value : complain(result)
    },
  }
}
