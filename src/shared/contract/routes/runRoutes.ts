import { z } from 'zod'
import type { ArchiveTexts, ChartPicture } from '../../runs/archive'
import type { RunCurves, RunRecord } from '../../runs/record'
import type { RunList } from '../../runs/runList'
import { runChangeSchema, runIdSchema } from '../../runs/schema'
import type { NetworkInfo, TrainingStatus } from '../../training/runTypes'
import type { ComparisonModel, SavedFile } from '../replies'
import { typed } from '../typed'
import { bytes, nothing } from './row'
import type { Rows } from './row'

/** A title is the run's name or the page's default name for it. */
const MAX_RUN_TITLE = 200
/** Characters; a run's note is part of it. */
const MAX_README = 64 * 1024
const MAX_PICTURE_BYTES = 32 * 1024 * 1024

const id = runIdSchema
const title = z.string().min(1).max(MAX_RUN_TITLE)
const texts: z.ZodType<ArchiveTexts> = z.object({
  title,
  readme: z.string().max(MAX_README),
  smoothing: z.number().min(0).max(0.99),
})
const png = bytes.refine(({ length }) => length <= MAX_PICTURE_BYTES, 'picture too large')
const charts: z.ZodType<readonly ChartPicture[]> = z.array(z.object({ name: z.enum(['accuracy', 'loss']), png })).max(2)

/** Requests about saved runs; answered by the host, see shared/host/runLibrary.ts. */
export const runRoutes = {
  'runs.list': { payload: nothing, reply: typed<RunList>(), to: 'host' },
  'runs.curves': { payload: z.object({ id }), reply: typed<RunCurves>(), to: 'host' },
  /** Renames, stars or annotates. */
  'runs.change': { payload: z.object({ id, change: runChangeSchema }), reply: typed<RunRecord>(), to: 'host' },
  /** Moves a run to the bin; `runs.undelete` restores it within a week. */
  'runs.delete': { payload: z.object({ id }), reply: typed<null>(), to: 'host' },
  'runs.undelete': { payload: z.object({ id }), reply: typed<RunRecord>(), to: 'host' },
  /** Uses the weights of a run for drawings, under the name `name`. */
  'runs.loadWeights': { payload: z.object({ id, name: title }), reply: typed<NetworkInfo>(), to: 'host' },
  /** Puts the weights of a run into the comparison slot, under the name `name`. */
  'runs.loadComparison': { payload: z.object({ id, name: title }), reply: typed<ComparisonModel>(), to: 'host' },
  /** Continues a run from its checkpoint, bit for bit. */
  /** Shows a run again as it was left, with its weights in use. */
  'runs.reopen': { payload: z.object({ id }), reply: typed<TrainingStatus>(), to: 'host' },
  'runs.continue': { payload: z.object({ id }), reply: typed<TrainingStatus>(), to: 'host' },
  /** A .zip of settings, curves, weights, and the texts and charts that the page made. */
  'runs.export': { payload: z.object({ id, texts, charts }), reply: typed<SavedFile | null>(), to: 'host' },
} as const satisfies Rows
