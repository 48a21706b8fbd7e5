import { z } from 'zod'
import { runChangeSchema, runIdSchema } from '../runs/schema'
import { parseHyperparameters } from '../training/validateHyperparameters'
import { DRAWING_SCHEMAS } from './drawingSchemas'
import { parseBy as by } from './payloadParser'
import type { PayloadParser } from './payloadParser'
import { settingsChangeSchema } from './settingsSchema'
import type { StudioRequestName, StudioRequests } from './api'

/** Longer than a name by what the page puts before a run without one. */
const MAX_RUN_TITLE = 200
const MAX_PICTURE_BYTES = 32 * 1024 * 1024

/** Hyperparameters keep their own error codes: the form shows them beside the field. */
const withHyperparameters = (
  channel: StudioRequestName,
): PayloadParser<StudioRequests['training.start']['payload']> => {
  const envelope = by(channel, z.object({ hyperparameters: z.unknown() }))
  return (payload) => ({ hyperparameters: parseHyperparameters(envelope(payload).hyperparameters) })
}

const nothing = z.null()
const ofRun = z.object({ id: runIdSchema })
const runTitle = z.string().min(1).max(MAX_RUN_TITLE)
const picture = z.instanceof(Uint8Array).refine((png) => png.length <= MAX_PICTURE_BYTES, 'too large a picture')
const split = z.enum(['train', 'test'])
/** One class, or all. */
const label = z.int().min(0).max(255).nullable()

/** MNIST's 28 x 28; data of other image sizes is refused when it is loaded. */
const PIXELS = 784
const MAX_THUMBNAILS = 1000
const MAX_HIDDEN_SHOWN = 2000

/** One parser per request: nothing that the page sends gets further than this unchecked. */
export const REQUEST_PARSERS: { readonly [K in StudioRequestName]: PayloadParser<StudioRequests[K]['payload']> } = {
  'dataset.summary': by('dataset.summary', nothing),
  'dataset.thumbnails': by(
    'dataset.thumbnails',
    z.object({
      split,
      count: z.int().min(0).max(MAX_THUMBNAILS),
      seed: z.int().min(0).max(0xffffffff),
      label,
    }),
  ),
  'dataset.samples': by(
    'dataset.samples',
    z.object({
      split,
      label,
      offset: z.int().min(0).max(0xffffffff),
      count: z.int().min(0).max(MAX_THUMBNAILS),
    }),
  ),
  'dataset.classMeans': by('dataset.classMeans', z.object({ split })),
  'dataset.pixelHistogram': by('dataset.pixelHistogram', z.object({ split, label })),
  'training.start': withHyperparameters('training.start'),
  'training.pause': by('training.pause', nothing),
  'training.resume': by('training.resume', nothing),
  'training.step': withHyperparameters('training.step'),
  'training.stop': by('training.stop', nothing),
  'training.learningRate': by('training.learningRate', z.object({ value: z.number() })),
  'training.restoreBest': by('training.restoreBest', nothing),
  'training.restoreLast': by('training.restoreLast', nothing),
  'training.continueFromGood': by('training.continueFromGood', nothing),
  'training.status': by('training.status', nothing),
  'network.predict': by(
    'network.predict',
    z.object({
      image: z.instanceof(Uint8Array).refine((image) => image.length === PIXELS, `${PIXELS} bytes expected`),
      slot: z.exactOptional(z.enum(['current', 'comparison'])),
    }),
  ),
  'network.info': by('network.info', nothing),
  'network.firstLayer': by('network.firstLayer', z.object({ count: z.int().min(0).max(MAX_HIDDEN_SHOWN) })),
  'comparison.info': by('comparison.info', DRAWING_SCHEMAS['comparison.info']),
  'comparison.copy': by('comparison.copy', DRAWING_SCHEMAS['comparison.copy']),
  'comparison.clear': by('comparison.clear', DRAWING_SCHEMAS['comparison.clear']),
  'network.readAll': by('network.readAll', DRAWING_SCHEMAS['network.readAll']),
  'network.shiftRobustness': by('network.shiftRobustness', DRAWING_SCHEMAS['network.shiftRobustness']),
  'host.importComparison': by('host.importComparison', DRAWING_SCHEMAS['host.importComparison']),
  'runs.loadComparison': by('runs.loadComparison', DRAWING_SCHEMAS['runs.loadComparison']),
  'own.list': by('own.list', DRAWING_SCHEMAS['own.list']),
  'own.add': by('own.add', DRAWING_SCHEMAS['own.add']),
  'own.remove': by('own.remove', DRAWING_SCHEMAS['own.remove']),
  'own.relabel': by('own.relabel', DRAWING_SCHEMAS['own.relabel']),
  'own.export': by('own.export', DRAWING_SCHEMAS['own.export']),
  'host.chooseFolder': by('host.chooseFolder', nothing),
  'host.chooseFiles': by('host.chooseFiles', nothing),
  'host.recentFolders': by('host.recentFolders', nothing),
  'host.downloadMnist': by('host.downloadMnist', nothing),
  'host.cancelDownload': by('host.cancelDownload', nothing),
  'host.openRecent': by('host.openRecent', z.object({ token: z.string().min(1).max(100) })),
  'host.useSample': by('host.useSample', nothing),
  'host.cancelLoad': by('host.cancelLoad', nothing),
  'host.exportWeights': by('host.exportWeights', z.object({ format: z.literal('npz') })),
  'host.importWeights': by('host.importWeights', nothing),
  'host.settings': by('host.settings', nothing),
  'host.saveSettings': by('host.saveSettings', settingsChangeSchema),
  'host.restartTrainer': by('host.restartTrainer', nothing),
  'runs.list': by('runs.list', nothing),
  'runs.curves': by('runs.curves', ofRun),
  'runs.change': by('runs.change', z.object({ id: runIdSchema, change: runChangeSchema })),
  'runs.delete': by('runs.delete', ofRun),
  'runs.undelete': by('runs.undelete', ofRun),
  'runs.loadWeights': by('runs.loadWeights', z.object({ id: runIdSchema, name: runTitle })),
  'runs.continue': by('runs.continue', ofRun),
  'runs.export': by(
    'runs.export',
    z.object({
      id: runIdSchema,
      title: runTitle,
      charts: z.array(z.object({ name: z.enum(['accuracy', 'loss']), png: picture })).max(2),
    }),
  ),
}
