import { z } from 'zod'
import '../jitless'
import type { Typed } from '../typed'

/**
 * When the training process answers: 'immediate' = on arrival, also while an earlier request is still being answered;
 * 'queued' = after every queued request before it, in order.
 */
type Lane = 'immediate' | 'queued'

interface HostRow {
  /** Everything that the page sends is parsed by it. */
  readonly payload: z.ZodType
  readonly reply: Typed<unknown>
  /** The host answers: dialogs, files, settings. */
  readonly to: 'host'
}

interface TrainerRow {
  readonly payload: z.ZodType
  readonly reply: Typed<unknown>
  /** The host passes it on to the training process. */
  readonly to: 'trainer'
  readonly lane: Lane
}

interface InternalRow {
  /** Not parsed: both ends are ours. */
  readonly payload: Typed<unknown>
  readonly reply: Typed<unknown>
  readonly to: 'trainer'
  /** Only the host asks; the page cannot. */
  readonly from: 'host'
  readonly lane: Lane
}

/** One request: what is asked, what comes back, who answers. */
type Row = HostRow | TrainerRow | InternalRow

/** The part of the routes table that one subject has. */
export type Rows = Readonly<Record<string, Row>>

/** A request without payload. */
export const nothing = z.null()

/** Bytes of any buffer. */
export const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array)
