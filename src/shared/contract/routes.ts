import type { z } from 'zod'
import { StudioError } from '../core/errors'
import { hostRoutes } from './routes/hostRoutes'
import { ownDigitsRoutes } from './routes/ownDigitsRoutes'
import { runRoutes } from './routes/runRoutes'
import { trainerRoutes } from './routes/trainerRoutes'
import type { TypeOf } from './typed'

/**
 * The table of requests. Names, types, parsers, forwarding and the order of the training process's replies derive from it: a
 * new request is a row here and a handler; where the handler is missing, the code does not compile.
 */
export const routes = {
  ...trainerRoutes,
  ...hostRoutes,
  ...runRoutes,
  ...ownDigitsRoutes,
}

type Routes = typeof routes

type Payload<P> = P extends z.ZodType ? z.output<P> : TypeOf<P>
/** The names of the rows that have these properties. */
type NamesOf<Properties> = { [K in keyof Routes]: Routes[K] extends Properties ? K : never }[keyof Routes]

export type RequestName = keyof Routes
/** Requests that the training process answers. */
export type TrainerRequestName = NamesOf<{ to: 'trainer' }>
/** Requests that the host answers. */
export type HostRequestName = NamesOf<{ to: 'host' }>
/** Requests that the page may make: all but those between host and training process. */
export type PageRequestName = Exclude<RequestName, NamesOf<{ from: 'host' }>>
/** Requests that the host forwards from the page to the training process. */
export type ForwardedRequestName = PageRequestName & TrainerRequestName

/** Payload and reply of every request. */
export type RequestTypes = {
  readonly [K in RequestName]: {
    readonly payload: Payload<Routes[K]['payload']>
    readonly reply: TypeOf<Routes[K]['reply']>
  }
}

/** One handler for each of the requests `N`. */
export type Handlers<N extends RequestName> = {
  readonly [K in N]: (
    payload: RequestTypes[K]['payload'],
  ) => RequestTypes[K]['reply'] | Promise<RequestTypes[K]['reply']>
}

/** Whether a name from outside is a request that the page may make. */
export const isPageRequest = (name: unknown): name is PageRequestName =>
  typeof name === 'string' && Object.hasOwn(routes, name) && !('from' in routes[name as RequestName])

/** Every request that the page may make. */
export const PAGE_REQUESTS: readonly PageRequestName[] = Object.keys(routes).filter(isPageRequest)

/** Those of them that the host forwards to the training process. */
export const FORWARDED_REQUESTS: readonly ForwardedRequestName[] = PAGE_REQUESTS.filter(
  (name): name is ForwardedRequestName => routes[name].to === 'trainer',
)

/**
 * Parses the payload of a request of the page.
 * @throws BAD_REQUEST with the path of the invalid value, or a HYPERPARAMETER_ code, which the form shows next to the field
 */
export function parsePayload<K extends PageRequestName>(name: K, payload: unknown): RequestTypes[K]['payload'] {
  const schema: z.ZodType = routes[name].payload
  const parsed = schema.safeParse(payload)
  if (parsed.success) return parsed.data as RequestTypes[K]['payload']
  const [issue] = parsed.error.issues
  if (issue?.code === 'custom' && issue.params?.['error'] instanceof StudioError) throw issue.params['error']
  const where = issue?.path.join('.') ?? ''
  const reason = where ? `${where}: ${issue?.message}` : `${issue?.message}`
  throw new StudioError('BAD_REQUEST', { channel: name, reason })
}
