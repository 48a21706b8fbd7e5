import type { DatasetSummary } from '../data/dataset'
import type { DatasetShape } from '../data/datasetSink'
import type { DatasetFingerprint } from '../runs/record'
import type { RunSnapshot } from '../runs/runSnapshot'
import type { Hyperparameters } from '../training/hyperparameters'
import type { Result } from '../core/result'
import type { DrawingTrainerRequests, DrawingWeightRequests, ModelSlot } from './drawingRequests'
import type { NetworkInfo, Prediction, TrainingProgress, TrainingStatus } from '../training/runTypes'
import type { Split } from '../data/split'

/** Small images for a gallery. */
export interface Thumbnails {
  readonly rows: number
  readonly cols: number
  /** (count, rows * cols) u8. */
  readonly images: Uint8Array
  /** (count,) */
  readonly labels: Uint8Array
  /** (count,) positions in the split. */
  readonly indices: Uint32Array
}

/** A page of the images of a class, in the order of the split. */
export interface SamplePage extends Thumbnails {
  /** Images of the class in the split. */
  readonly total: number
}

/** The mean image of each class. */
export interface ClassMeans {
  readonly rows: number
  readonly cols: number
  /** (classes, rows * cols) u8, rounded; 0 for a class without images. */
  readonly means: Uint8Array
  /** (classes,) images of each class. */
  readonly counts: Uint32Array
}

/** How often each pixel value occurs. */
export interface PixelHistogram {
  /** (256,) */
  readonly counts: Float64Array
  /** Images counted. */
  readonly images: number
}

/** Columns of W1 as small pictures. */
export interface FirstLayerImages {
  readonly rows: number
  readonly cols: number
  readonly count: number
  /** (count, rows * cols) float32: column h of W1 for each of the first `count` hidden neurons. */
  readonly weights: Float32Array
}

/**
 * Requests to the training process (or web worker), the only owner of dataset and weights: name -> payload and reply.
 * The dataset arrives as begin, many chunks in order, end; the dataset in use is replaced only at `end`, so a load that
 * breaks off loses nothing.
 */
export interface TrainerRequests extends DrawingTrainerRequests, DrawingWeightRequests {
  'dataset.begin': {
    payload: DatasetShape
    reply: null
  }
  /** Bytes without IDX header, appended to the images or labels of a split. */
  'dataset.chunk': { payload: { split: Split; part: 'images' | 'labels'; bytes: Uint8Array }; reply: null }
  'dataset.end': { payload: null; reply: DatasetSummary }
  'dataset.abort': { payload: null; reply: null }
  /** Draws the built-in sample (12,000 + 2,000 digits) and uses it. */
  'dataset.sample': { payload: { seed: number }; reply: DatasetSummary }
  'dataset.summary': { payload: null; reply: DatasetSummary | null }
  /** `count` random images of a split chosen by `seed`; only of class `label` when it is not null. */
  'dataset.thumbnails': {
    payload: { split: Split; count: number; seed: number; label: number | null }
    reply: Thumbnails
  }
  /** Images `offset` .. `offset + count - 1` of class `label` (of all when null), in the order of the split. */
  'dataset.samples': {
    payload: { split: Split; label: number | null; offset: number; count: number }
    reply: SamplePage
  }
  /** Counted in short slices, so that training goes on meanwhile; kept until another dataset comes. */
  'dataset.classMeans': { payload: { split: Split }; reply: ClassMeans }
  'dataset.pixelHistogram': { payload: { split: Split; label: number | null }; reply: PixelHistogram }
  /** Starts a new run: new weights from the seed. Allowed in every phase but running. */
  'training.start': { payload: { hyperparameters: Hyperparameters }; reply: TrainingStatus }
  'training.pause': { payload: null; reply: TrainingStatus }
  'training.resume': { payload: null; reply: TrainingStatus }
  /** One iteration, then paused; from idle or ended it first starts a run with these hyperparameters. */
  'training.step': { payload: { hyperparameters: Hyperparameters }; reply: TrainingStatus }
  'training.stop': { payload: null; reply: TrainingStatus }
  'training.learningRate': { payload: { value: number }; reply: TrainingStatus }
  /** Lets the weights with the best test accuracy of the run answer; a paused run goes on from where it was. Not while running. */
  'training.restoreBest': { payload: null; reply: TrainingStatus }
  /** Takes `training.restoreBest` back: the last weights of the run answer again. */
  'training.restoreLast': { payload: null; reply: TrainingStatus }
  /** After a divergence, or to prevent one: a new run that goes on from the last good snapshot with half the learning rate. */
  'training.continueFromGood': { payload: null; reply: TrainingStatus }
  'training.status': { payload: null; reply: TrainingStatus }
  /** image: (784,) u8, 0 = paper, 255 = ink, centred as MNIST. Works while training runs. */
  'network.predict': { payload: { image: Uint8Array; slot?: ModelSlot }; reply: Prediction }
  'network.info': { payload: null; reply: NetworkInfo | null }
  'network.firstLayer': { payload: { count: number }; reply: FirstLayerImages }
  /** The weights of this moment as an .npz archive. */
  'weights.encode': { payload: { format: 'npz' }; reply: { bytes: Uint8Array; hidden: number; iteration: number } }
  /** The run in hand with everything worth keeping; null before the first start. A running one is held for a moment. */
  'run.snapshot': { payload: null; reply: RunSnapshot | null }
  /**
   * Goes on with a run that was kept, from its checkpoint, with the very same numbers. Refused while training runs, with
   * another dataset than `dataset`, and when no iteration is left.
   */
  'run.continue': {
    payload: { id: string; dataset: DatasetFingerprint; checkpoint: Uint8Array }
    reply: TrainingStatus
  }
  /** Reads an .npz archive and answers drawings with it; refused while training runs. */
  'weights.decode': { payload: { name: string; bytes: Uint8Array }; reply: NetworkInfo }
}

export type TrainerRequestName = keyof TrainerRequests

/** What the training process says unasked. */
export interface TrainerEvents {
  'training.status': TrainingStatus
  'training.progress': TrainingProgress
  'network.changed': NetworkInfo | null
}

export type TrainerEventName = keyof TrainerEvents

/** Messages on the port between host and trainer. */
export type TrainerCall = {
  [K in TrainerRequestName]: { id: number; name: K; payload: TrainerRequests[K]['payload'] }
}[TrainerRequestName]
export type TrainerMessage =
  | { kind: 'reply'; id: number; result: Result<unknown> }
  | { [K in TrainerEventName]: { kind: 'event'; name: K; payload: TrainerEvents[K] } }[TrainerEventName]
