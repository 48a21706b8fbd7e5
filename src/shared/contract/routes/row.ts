import { z } from 'zod'
import '../jitless'
import type { Typed } from '../typed'

/**
 * When the training process answers: 'immediate' = on arrival, also while an earlier request is still being answered;
 * 'queued' = after every queued request before it, in order.
 */
type Lane = 'immediate' | 'queued'

interface HostRow {
  /** Parses the payload that the page sends. */
  readonly payload: z.ZodType
  readonly reply: Typed<unknown>
  /** The host answers: dialogs, files, settings. */
  readonly to: 'host'
}

interface TrainerRow {
  readonly payload: z.ZodType
  readonly reply: Typed<unknown>
  /** The host forwards it to the training process. */
  readonly to: 'trainer'
  readonly lane: Lane
}

interface InternalRow {
  /** Not parsed: both ends are our own code. */
  readonly payload: Typed<unknown>
  readonly reply: Typed<unknown>
  readonly to: 'trainer'
  /** Only the host may make the request, not the page. */
  readonly from: 'host'
  readonly lane: Lane
}

/** One request: payload, reply, and who answers. */
type Row = HostRow | TrainerRow | InternalRow

/** The rows of one subject. */
export type Rows = Readonly<Record<string, Row>>

/** A request without payload. */
export const nothing = z.null()

/** Bytes of any buffer. */
export const bytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array)
