import { z } from 'zod'
import { MAX_OWN_DIGITS, OWN_PIXELS } from '../../data/ownDigits'
import type { OwnDigits } from '../../data/ownDigits'
import type { SavedFile } from '../replies'
import { typed } from '../typed'
import { bytes, nothing } from './row'
import type { Rows } from './row'

const image = bytes.refine(({ length }) => length === OWN_PIXELS, `${OWN_PIXELS} bytes expected`)
/** A class: one line. */
const name = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\r\n]+$/)
/** A position among the own digits. */
const at = z.int().min(0).max(MAX_OWN_DIGITS)
const all = typed<OwnDigits>()

/** Requests about the digits that the user drew and labelled; every change replies with all of them. */
export const ownDigitsRoutes = {
  'own.list': { payload: nothing, reply: all, to: 'host' },
  /** image: (784,) u8 as the network saw it; `name` = its class; `at` = its position, null = at the end. */
  'own.add': { payload: z.object({ image, name, at: at.nullable() }), reply: all, to: 'host' },
  'own.remove': { payload: z.object({ at }), reply: all, to: 'host' },
  'own.relabel': { payload: z.object({ at, name }), reply: all, to: 'host' },
  /** Two gzipped IDX files, images and labels; with classes other than digits also a text file of their names. */
  'own.export': { payload: nothing, reply: typed<SavedFile | null>(), to: 'host' },
} as const satisfies Rows
