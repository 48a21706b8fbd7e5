import { z } from 'zod'
import type { DatasetSummary } from '../../data/dataset'
import type { DatasetShape } from '../../data/datasetSink'
import type { OwnDigits } from '../../data/ownDigits'
import type { Split } from '../../data/split'
import type { ClassMeans, PixelHistogram, SamplePage, Thumbnails } from '../replies'
import { typed } from '../typed'
import { nothing } from './row'
import type { Rows } from './row'

const MAX_IMAGES = 1000

const split = z.enum(['train', 'test'])
/** One class, or null for all. */
const label = z.int().min(0).max(255).nullable()
const count = z.int().min(0).max(MAX_IMAGES)
const uint32 = z.int().min(0).max(0xffffffff)

/**
 * The dataset in the training process. It arrives as begin, many chunks in order, end; the dataset in use is replaced only
 * at `end`, so an interrupted load loses nothing.
 */
export const datasetRoutes = {
  'dataset.summary': { payload: nothing, reply: typed<DatasetSummary | null>(), to: 'trainer', lane: 'immediate' },
  /** `count` random images of a split chosen by `seed`. */
  'dataset.thumbnails': {
    payload: z.object({ split, count, seed: uint32, label }),
    reply: typed<Thumbnails>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** Images `offset` .. `offset + count - 1`, in the order of the split. */
  'dataset.samples': {
    payload: z.object({ split, label, offset: uint32, count }),
    reply: typed<SamplePage>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** Computed in short slices, so that training continues meanwhile; cached until another dataset is loaded. */
  'dataset.classMeans': {
    payload: z.object({ split }),
    reply: typed<ClassMeans>(),
    to: 'trainer',
    lane: 'immediate',
  },
  'dataset.pixelHistogram': {
    payload: z.object({ split, label }),
    reply: typed<PixelHistogram>(),
    to: 'trainer',
    lane: 'immediate',
  },
  'dataset.begin': {
    payload: typed<DatasetShape>(),
    reply: typed<null>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
  /** Bytes without IDX header, appended to the images or labels of a split. */
  'dataset.chunk': {
    payload: typed<{ split: Split; part: 'images' | 'labels'; bytes: Uint8Array }>(),
    reply: typed<null>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
  'dataset.end': {
    payload: typed<null>(),
    reply: typed<DatasetSummary>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
  'dataset.abort': { payload: typed<null>(), reply: typed<null>(), to: 'trainer', from: 'host', lane: 'queued' },
  /** Draws the built-in sample (12,000 + 2,000 digits) and uses it. */
  'dataset.sample': {
    payload: typed<{ seed: number }>(),
    reply: typed<DatasetSummary>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
  /** Own digits. From the next start each is appended `times` times to the training split; null = not at all. */
  'dataset.own': {
    payload: typed<OwnDigits & { readonly times: number | null }>(),
    reply: typed<null>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
} as const satisfies Rows
